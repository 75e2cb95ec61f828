/** For the whole of one try, so that a receiver that dawdles costs a bounded time. */
export const SEND_LIMIT_MS = 5_000

/**
 * How long a claim holds without a word from the worker. Longer than a try may take, and short enough
 * that what a dead worker had in hand is delivered within 10 s: this, and a sweep.
 */
export const LEASE_MS = 6_000

/** What was given to the queue and not claimed since is given again: the queue may have lost it. */
export const GIVE_AGAIN_MS = 5_000

/** Finds what no commit of this process has announced: retries, ended leases, other processes' rows. */
export const SWEEP_INTERVAL_MS = 1_000

/** One statement and one round trip to the queue. */
export const GIVE_BATCH = 500

/** More waits in its rows, where it costs the queue nothing to be told again of it every few seconds. */
export const MOST_IN_LINE = 2_000

/** Tries at most; with the pauses below they spread over about two hours. */
export const MAX_ATTEMPTS = 8

const FIRST_RETRY_MS = 2_000
const LONGEST_RETRY_MS = 3_600_000

/**
 * 2 s, 8 s, 32 s … to an hour, each up to a quarter longer, so that what failed together is not tried together.
 * @param attempts tries made, from 1
 * @param chance from 0 to 1
 */
export function retryDelayMs(attempts: number, chance: number): number {
  const delay = Math.min(FIRST_RETRY_MS * 4 ** (attempts - 1), LONGEST_RETRY_MS)
  return Math.round(delay * (1 + chance / 4))
}

/** How many deliveries of one channel are worked on at once. */
export const CONCURRENCY = 5
