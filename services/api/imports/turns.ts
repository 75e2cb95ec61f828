import { pause } from '@deskhive/shared/kernel/pause.ts'

/**
 * Whoever names something that another just works on waits for that one, in the order in which they came, but
 * nobody for longer than `longestWaitMs`: for what is only saved by waiting, not for what must not happen at once.
 */
export type Turns = <T>(named: readonly string[], work: () => Promise<T>) => Promise<T>

export function createTurns(longestWaitMs: number): Turns {
  const last = new Map<string, Promise<void>>()

  return async (named, work) => {
    const turn = Promise.withResolvers<void>()
    const before = Promise.all(named.flatMap((name) => last.get(name) ?? []))
    for (const name of named) last.set(name, turn.promise)
    const waiting = new AbortController()
    try {
      await Promise.race([before, pause(longestWaitMs, waiting.signal)])
      return await work()
    } finally {
      waiting.abort()
      for (const name of named) if (last.get(name) === turn.promise) last.delete(name)
      turn.resolve()
    }
  }
}
