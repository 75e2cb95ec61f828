import { Unavailable } from '../kernel/unavailable.ts'
import { within } from '../kernel/within.ts'

/**
 * One at a time for each key, first come, first served. Waiting is bounded, because behind a log that
 * does not answer everybody would wait for the sum of all time limits.
 */
export type KeyedQueue = <T>(key: string, work: () => Promise<T>) => Promise<T>

export function createKeyedQueue(longestWaitMs: number): KeyedQueue {
  const tails = new Map<string, Promise<void>>()

  return async (key, work) => {
    const before = tails.get(key)
    const turn = Promise.withResolvers<void>()
    tails.set(key, turn.promise)
    const leave = (): void => {
      if (tails.get(key) === turn.promise) tails.delete(key)
      turn.resolve()
    }
    if (before !== undefined) await waitFor(before, longestWaitMs, leave)
    try {
      return await work()
    } finally {
      leave()
    }
  }
}

async function waitFor(before: Promise<void>, ms: number, leave: () => void): Promise<void> {
  const tooLate = (): Error =>
    new Unavailable('event-store', `Too many commands for one stream: no turn within ${ms} ms`)
  try {
    await within(ms, before, tooLate)
  } catch (error) {
    void before.then(leave) // those behind still wait for those before
    throw error
  }
}
