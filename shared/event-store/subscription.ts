import {
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type EventStoreDBClient,
  START,
  streamNameFilter,
} from '@eventstore/db-client'
import type { RecordedEvent } from '../kernel/event.ts'
import { logStart, type Position } from '../kernel/position.ts'
import { Unavailable } from '../kernel/unavailable.ts'
import type { Upcasters } from '../kernel/upcasters.ts'
import type { Logger } from '../observability/logger.ts'
import { type BatchQueue, createBatchQueue } from './batch-queue.ts'
import { closeClient, createClient } from './client.ts'
import type { SubscribeOptions } from './event-store.ts'
import type { Reading } from './read.ts'
import { isSystemEvent, parseRecordedEvent } from './recorded-event.ts'

/** Past this a batch gains little and holds its rows up. */
const MAX_BATCH_SIZE = 500

/** Read ahead while the consumer works: one batch ready, one on its way. */
const BATCHES_AHEAD = 2

/** In the client's own buffers, beside those batches. */
const READ_AHEAD = 64

/** How many events of others a filtered subscription passes before it says how far it is. */
const CHECKPOINT_EVERY_EVENTS = 500

export type SubscribeDependencies = {
  readonly url: string
  readonly logger: Logger | undefined
  readonly upcasters: Upcasters
  readonly reader: Reading
  readonly wanted: SubscribeOptions
}

export type Subscription = AsyncDisposable & {
  /** All that has arrived, up to the batch size; waits for the first. `null` once the signal aborted. */
  readonly next: () => Promise<RecordedEvent[] | null>
  /** The last position known to have been looked at, handed over or not. Never to be stored. */
  readonly seen: () => Position
  /** Whether events wait for the consumer. */
  readonly hasWaiting: () => boolean
  /** Ends it with this error. */
  readonly fail: (cause: unknown) => void
}

/** @param after the last event that the consumer has */
export function openSubscription(
  { url, upcasters, wanted }: SubscribeDependencies,
  after: Position,
): Subscription {
  const { signal } = wanted
  const batchSize = Math.min(wanted.batchSize ?? MAX_BATCH_SIZE, MAX_BATCH_SIZE)
  const queue = createBatchQueue<RecordedEvent>(batchSize, batchSize * BATCHES_AHEAD)
  const progress: Progress = { seen: after, isCaughtUp: false, failure: null }
  const client = createClient(url)
  const source = openSource(client, after, wanted.streamPrefixes, progress)
  listen(source, queue, progress, upcasters)
  signal.addEventListener('abort', queue.wake, { once: true })

  const take = (): RecordedEvent[] => {
    const batch = queue.take()
    if (source.isPaused() && queue.size() < batchSize) source.resume()
    return batch
  }

  const next = async (): Promise<RecordedEvent[] | null> => {
    while (!signal.aborted) {
      if (queue.size() > 0) return take()
      if (progress.failure !== null) throw progress.failure.cause
      if (progress.isCaughtUp && source.readableLength === 0) {
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
      await closeClient(client)
    },
  }
}

type Progress = {
  seen: Position
  /** Said by the log; what came before may still be on its way to the consumer. */
  isCaughtUp: boolean
  failure: { readonly cause: unknown } | null
}

function fail(progress: Progress, queue: BatchQueue<RecordedEvent>, cause: unknown): void {
  progress.failure ??= { cause }
  queue.wake()
}

function listen(
  source: AllStreamSubscription,
  queue: BatchQueue<RecordedEvent>,
  progress: Progress,
  upcasters: Upcasters,
): void {
  source
    .on('data', ({ event }: AllStreamResolvedEvent) => {
      if (event === undefined) return
      progress.seen = event.position.commit
      if (isSystemEvent(event)) return
      if (queue.push(parseRecordedEvent(event, upcasters))) source.pause()
    })
    .on('caughtUp', () => {
      progress.isCaughtUp = true
      queue.wake()
    })
    .on('error', (cause) => fail(progress, queue, cause))
    .on('end', () => {
      fail(progress, queue, new Unavailable('event-store', 'The subscription ended'))
    })
}

function openSource(
  client: EventStoreDBClient,
  after: Position,
  prefixes: readonly string[] | undefined,
  progress: Progress,
): AllStreamSubscription {
  const fromPosition = after === logStart ? START : { commit: after, prepare: after }
  // Unfiltered: the few system events are cheaper to skip here than checkpoints to receive.
  if (prefixes === undefined)
    return client.subscribeToAll({ fromPosition }, { highWaterMark: READ_AHEAD })
  return client.subscribeToAll(
    {
      fromPosition,
      filter: streamNameFilter({
        prefixes: [...prefixes],
        maxSearchWindow: CHECKPOINT_EVERY_EVENTS,
        checkpointReached: async (_subscription, { commit }) => {
          progress.seen = commit
        },
      }),
    },
    { highWaterMark: READ_AHEAD },
  )
}
