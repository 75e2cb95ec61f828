import { pause } from '@deskhive/shared/kernel/pause.ts'

/**
 * One after the other, as they come, but nobody waits for longer than `longestWaitMs`: for what is only saved by
 * waiting, not for what must not happen at once.
 */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

export function createTurns(longestWaitMs: number): Turns {
  let last: Promise<unknown> = Promise.resolve()

  return async (work) => {
    const turn = Promise.withResolvers<void>()
    const before = last
    last = turn.promise
    const waiting = new AbortController()
    try {
      await Promise.race([before, pause(longestWaitMs, waiting.signal)])
      return await work()
    } finally {
      waiting.abort()
      void before.then(() => turn.resolve())
    }
  }
}
