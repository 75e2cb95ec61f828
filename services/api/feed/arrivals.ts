/**
 * A thousand readers that wait for the same thing. They are woken at once where nothing came lately, and
 * else at most every GATHER_MS, so that under load each of them is written to a few times a second.
 */
type Arrivals = {
  /** Resolves at the next `tell`, or when `signal` aborts. */
  readonly next: (signal: AbortSignal) => Promise<void>
  readonly tell: () => void
}

const GATHER_MS = 50

export function createArrivals(): Arrivals {
  const waiting = new Set<() => void>()
  let wokenAt = 0
  let timer: NodeJS.Timeout | undefined

  const wakeAll = (): void => {
    timer = undefined
    wokenAt = Date.now()
    for (const wake of waiting) wake()
  }

  return {
    next: (signal) =>
      new Promise((resolve) => {
        const done = (): void => {
          waiting.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        if (signal.aborted) return resolve()
        waiting.add(done)
        signal.addEventListener('abort', done, { once: true })
      }),
    tell: () => {
      if (timer !== undefined) return
      const dueMs = wokenAt + GATHER_MS - Date.now()
      if (dueMs <= 0) wakeAll()
      else timer = setTimeout(wakeAll, dueMs)
    },
  }
}
