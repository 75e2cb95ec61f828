/** What is taken at once, and what waits, at most: of both as many as these, or as they have bytes. */
export type BatchLimits<T> = {
  readonly batchSize: number
  readonly batchBytes: number
  readonly mostWaiting: number
  readonly mostBytes: number
  readonly weightOf: (item: T) => number
}

/**
 * What arrives one by one is taken in batches: all that is there, up to the limits. Whoever waits for the
 * first is woken after the present turn of the event loop, so that what came in one packet makes one batch.
 */
export type BatchQueue<T> = {
  /** @returns whether the source should stop for now */
  readonly push: (item: T) => boolean
  /** `[]` where nothing is there. */
  readonly take: () => T[]
  readonly size: () => number
  /** Whether there is less than a batch, so that the source should go on. */
  readonly isShort: () => boolean
  /** Resolves at the next push or `wake`, at once where something is there. */
  readonly arrival: () => Promise<void>
  readonly wake: () => void
}

export function createBatchQueue<T>(limits: BatchLimits<T>): BatchQueue<T> {
  let waiting: Weighed<T>[] = []
  let bytes = 0
  let isScheduled = false
  let resolveArrival: (() => void) | undefined

  const wake = (): void => {
    isScheduled = false
    resolveArrival?.()
    resolveArrival = undefined
  }

  return {
    push: (item) => {
      const weight = limits.weightOf(item)
      waiting.push({ item, weight })
      bytes += weight
      if (!isScheduled && resolveArrival !== undefined) {
        isScheduled = true
        setImmediate(wake)
      }
      return waiting.length >= limits.mostWaiting || bytes >= limits.mostBytes
    },
    take: () => {
      const { count, weight } = fitting(waiting, limits)
      const batch = waiting.slice(0, count).map(({ item }) => item)
      waiting = waiting.slice(count)
      bytes -= weight
      return batch
    },
    size: () => waiting.length,
    isShort: () => waiting.length < limits.batchSize && bytes < limits.batchBytes,
    arrival: () => {
      if (waiting.length > 0) return Promise.resolve()
      return new Promise((resolve) => {
        resolveArrival = resolve
      })
    },
    wake,
  }
}

type Weighed<T> = { readonly item: T; readonly weight: number }

/** One at least, however much it has. */
function fitting<T>(
  waiting: readonly Weighed<T>[],
  { batchSize, batchBytes }: BatchLimits<T>,
): { count: number; weight: number } {
  let weight = 0
  for (const [count, next] of waiting.entries()) {
    if (count === batchSize || (count > 0 && weight + next.weight > batchBytes)) {
      return { count, weight }
    }
    weight += next.weight
  }
  return { count: waiting.length, weight }
}
