import type { Retries } from './delivery-kind.ts'

/** For the whole of one post, so that a receiver that dawdles costs a bounded time. */
export const POST_LIMIT_MS = 5_000

/**
 * For the whole of one email. Servers look into a message before they say that they took it, and who does not wait for
 * that sends it a second time.
 */
export const EMAIL_LIMIT_MS = 60_000

/**
 * How long a claim holds without a word from the worker: short enough that what a dead worker had in hand is
 * delivered within 10 s: this, and a sweep.
 */
export const LEASE_MS = 6_000

/** A try that lasts prolongs its claim, twice in a lease. */
export const RENEW_EVERY_MS = 3_000

/** What was given to the queue and not claimed since is given again: the queue may have lost it. */
export const GIVE_AGAIN_MS = 5_000

/**
 * Tries, for nobody counts deaths: one whose worker died in an earlier try is given at once, for they may have met by
 * chance.
 */
export const DEATHS_TOGETHER = 6

/** After that it comes back at some moment within, away from most that were in hand with it. */
export const APART_WITHIN_MS = 10_000

/** Finds what no commit of this process has announced: retries, ended leases, other processes' rows. */
export const SWEEP_INTERVAL_MS = 1_000

/** One statement and one round trip to the queue. */
export const GIVE_BATCH = 500

/** More waits in its rows, where it costs the queue nothing to be told again of it every few seconds. */
export const MOST_IN_LINE = 2_000

/** They all go to one server, which wants few connections. */
export const EMAILS_AT_ONCE = 5

/** A backlog does not fall on the mail server at once; two hundred at each of the connections. */
export const EMAILS_PER_SECOND = 1_000

/** So many more are claimed or settled while others are sent: who sends never waits for the database. */
export const AT_THE_ROWS = 15

/** For what goes to many receivers: nearly all of it is waiting, and one that hangs is waited for. */
export const MANY_RECEIVERS_CONCURRENCY = 512

/** A backlog of posts does not take the whole of this machine; each costs some milliseconds of its processors. */
export const POSTS_PER_SECOND = 500

/** Whose latest try took no longer is prompt: several times what a request to the other side of the world takes. */
export const PROMPT_MS = 1_000

/** Of a prompt receiver at once in line or in hand: enough to keep it busy. Of any other it is one. */
export const MOST_OF_A_PROMPT_RECEIVER = 4

/** Of all slow ones together, and of all that were not tried yet: a quarter of the workers each, however many hang. */
export const MOST_OF_THE_SLOW = 128

/** After a try that failed because a part of ours was away, which is looked after elsewhere and soon back. */
export const OWN_FAULT_PAUSE_MS = 5_000

/** Notifications are stale after a few hours: eight tries in about two of them. */
export const notificationRetries: Retries = {
  attempts: 8,
  firstPauseMs: 2_000,
  growth: 4,
  longestPauseMs: 3_600_000,
}

/** Pauses of 5 s, 20 s, 80 s … to half a day: thirteen tries in about three days, as the contract has it. */
export const webhookRetries: Retries = {
  attempts: 13,
  firstPauseMs: 5_000,
  growth: 4,
  longestPauseMs: 12 * 3_600_000,
}

/**
 * The pause after a try: growing to the longest, each up to a quarter longer, so that what failed together is not
 * tried together.
 * @param attempts tries made, from 1
 * @param chance from 0 to 1
 */
export function retryDelayMs(
  { firstPauseMs, growth, longestPauseMs }: Retries,
  attempts: number,
  chance: number,
): number {
  const delay = Math.min(firstPauseMs * growth ** (attempts - 1), longestPauseMs)
  return Math.round(delay * (1 + chance / 4))
}
