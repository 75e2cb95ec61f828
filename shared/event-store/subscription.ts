import type { RecordedEvent } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
import type { Upcasters } from '../kernel/upcasters.ts'
import { weightOf } from '../kernel/weight.ts'
import type { Logger } from '../observability/logger.ts'
import { type BatchQueue, createBatchQueue } from './batch-queue.ts'
import type { SubscribeOptions } from './event-store.ts'
import type { Reader } from './read.ts'
import { isSystemEvent } from './recorded-event.ts'
import type { OpenTransport, Passed, Source, Transport } from './transport.ts'
import { upcast } from './upcast.ts'

/** Past this a batch gains little and holds its rows up. */
const MAX_BATCH_SIZE = 500

/** The same of large events, whose rows are one statement to a database. */
const MAX_BATCH_BYTES = 8 * 1024 * 1024

/** Read ahead while the consumer works: one batch ready, one on its way. */
const BATCHES_AHEAD = 2

export type SubscribeDependencies = {
  readonly openTransport: OpenTransport
  readonly logger: Logger | undefined
  readonly upcasters: Upcasters
  readonly reader: Reader
  readonly wanted: SubscribeOptions
}

export type Subscription = AsyncDisposable & {
  /** All that has arrived, up to the batch size; waits for the first. `null` once the signal aborted. */
  readonly next: () => Promise<RecordedEvent[] | null>
  /** What is known to have been looked at, handed over or not. Never to be stored. */
  readonly seen: () => Passed
  /** Whether events wait for the consumer. */
  readonly hasWaiting: () => boolean
  /** Ends it with this error. */
  readonly fail: (cause: unknown) => void
}

/** @param after the last event that the consumer has */
export function openSubscription(
  { openTransport, upcasters, wanted }: SubscribeDependencies,
  after: Position,
): Subscription {
  const { signal } = wanted
  const batchSize = Math.min(wanted.batchSize ?? MAX_BATCH_SIZE, MAX_BATCH_SIZE)
  const queue = createBatchQueue<RecordedEvent>({
    batchSize,
    batchBytes: MAX_BATCH_BYTES,
    mostWaiting: batchSize * BATCHES_AHEAD,
    mostBytes: MAX_BATCH_BYTES * BATCHES_AHEAD,
    weightOf: ({ data }) => weightOf(data),
  })
  const progress: Progress = {
    seen: { position: after, isIncluded: true },
    isCaughtUp: false,
    failure: null,
  }
  const transport = openTransport()
  const source = listen(transport, { after, upcasters, wanted, queue, progress })
  signal.addEventListener('abort', queue.wake, { once: true })

  const take = (): RecordedEvent[] => {
    const batch = queue.take()
    if (source.isPaused() && queue.isShort()) source.resume()
    return batch
  }

  const next = async (): Promise<RecordedEvent[] | null> => {
    while (!signal.aborted) {
      if (queue.size() > 0) return take()
      if (progress.failure !== null) throw progress.failure.cause
      if (progress.isCaughtUp && source.isDrained()) {
        progress.isCaughtUp = false
        wanted.onCaughtUp?.()
      }
      await queue.arrival()
    }
    return null
  }

  return {
    next,
    fail: (cause) => fail(progress, queue, cause),
    seen: () => progress.seen,
    hasWaiting: () => queue.size() > 0,
    [Symbol.asyncDispose]: async () => {
      signal.removeEventListener('abort', queue.wake)
      await transport.close()
    },
  }
}

type Progress = {
  seen: Passed
  /** Said by the log; what came before may still be on its way to the consumer. */
  isCaughtUp: boolean
  failure: { readonly cause: unknown } | null
}

type Listening = Pick<SubscribeDependencies, 'upcasters' | 'wanted'> & {
  readonly after: Position
  readonly queue: BatchQueue<RecordedEvent>
  readonly progress: Progress
}

function listen(transport: Transport, listening: Listening): Source {
  const { after, upcasters, wanted, queue, progress } = listening
  const source = transport.subscribe({
    after,
    streamPrefixes: wanted.streamPrefixes,
    onEvent: (event) => {
      progress.seen = { position: event.position, isIncluded: true }
      if (isSystemEvent(event) || progress.failure !== null) return
      try {
        if (queue.push(upcast(upcasters, event))) source.pause()
      } catch (cause) {
        fail(progress, queue, cause) // what came before is still handed over
      }
    },
    onCheckpoint: (passed) => {
      progress.seen = passed
    },
    onCaughtUp: () => {
      progress.isCaughtUp = true
      queue.wake()
    },
    onEnd: (cause) => fail(progress, queue, cause),
  })
  return source
}

function fail(progress: Progress, queue: BatchQueue<RecordedEvent>, cause: unknown): void {
  progress.failure ??= { cause }
  queue.wake()
}
