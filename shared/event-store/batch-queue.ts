/**
 * What arrives one by one is taken in batches: all that is there, up to `batchSize`. Whoever waits for the
 * first is woken after the present turn of the event loop, so that what came in one packet makes one batch.
 */
export type BatchQueue<T> = {
  /** @returns whether the source should stop for now */
  readonly push: (item: T) => boolean
  /** `[]` where nothing is there. */
  readonly take: () => T[]
  readonly size: () => number
  /** Resolves at the next push or `wake`, at once where something is there. */
  readonly arrival: () => Promise<void>
  readonly wake: () => void
}

export function createBatchQueue<T>(batchSize: number, mostWaiting: number): BatchQueue<T> {
  let waiting: T[] = []
  let isScheduled = false
  let resolveArrival: (() => void) | undefined

  const wake = (): void => {
    isScheduled = false
    resolveArrival?.()
    resolveArrival = undefined
  }

  return {
    push: (item) => {
      waiting.push(item)
      if (!isScheduled && resolveArrival !== undefined) {
        isScheduled = true
        setImmediate(wake)
      }
      return waiting.length >= mostWaiting
    },
    take: () => {
      const batch = waiting.slice(0, batchSize)
      waiting = waiting.slice(batchSize)
      return batch
    },
    size: () => waiting.length,
    arrival: () => {
      if (waiting.length > 0) return Promise.resolve()
      return new Promise((resolve) => {
        resolveArrival = resolve
      })
    },
    wake,
  }
}
