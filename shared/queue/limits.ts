/** For one command, or for connecting. */
export const COMMAND_TIMEOUT_MS = 2_000

/** For a whole call, also one that has to connect first: an outage has to be told within 3 s. */
export const ANSWER_LIMIT_MS = 2_500

/**
 * A key leaves the queue when its job ends, however it ended: a finished job that is kept holds its id,
 * and the same key could not be put in line again. How often something is tried is not counted here.
 */
export const jobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true }

/** Nobody reads BullMQ's stream of events; left alone it keeps 10,000 of them. */
export const eventLimit = { events: { maxLen: 100 } }

/**
 * BullMQ's own figures (lock and check every 30 s, failed for good at the second stall) are made for
 * jobs that are the truth. Here a job is a hint, so:
 * - `lockDuration`: a dead worker's job is free after 3 s. Losing a lock in a long pause does no harm,
 *   for the second worker finds the key claimed.
 * - `stalledInterval`: seen without its lock at one check, it is given away at the next, so within 2 s of a start.
 * - `maxStalledCount`: never reached. Who kills workers again and again is found by its own count of tries.
 * - `drainDelay`: how long an idle worker blocks in one call (seconds).
 * - `runRetryDelay`: the pause while the server refuses connections; BullMQ's is 15 s.
 * - `autorun`: no; a worker that starts before its connection is up keeps the failure for ever.
 */
export const workerTimes = {
  lockDuration: 3_000,
  stalledInterval: 1_000,
  maxStalledCount: 1_000,
  drainDelay: 5,
  runRetryDelay: 1_000,
  autorun: false,
}
