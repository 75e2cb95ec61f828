import type { Retries } from '#notifier/jobs/delivery-kind.ts'

/** Pauses of 5 s, 20 s, 80 s … to half a day: thirteen tries in about three days, as the contract has it. */
export const webhookRetries: Retries = {
  attempts: 13,
  firstPauseMs: 5_000,
  growth: 4,
  longestPauseMs: 12 * 3_600_000,
}
