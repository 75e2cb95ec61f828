import { once } from 'node:events'
import type {
  EventStore,
  LogPage,
  ReadAllOptions,
  SubscribeOptions,
} from '@deskhive/shared/event-store/event-store.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { logStart } from '@deskhive/shared/kernel/position.ts'

type LogOptions = {
  readonly eachTwice?: boolean
  /** The consumer is done with the last event: it has asked for more. */
  readonly onEnd?: () => void
}

/**
 * A log that can do what a real one does only in bad moments: hand over events again.
 * It stays silent after its last event, like a log to which nobody appends.
 */
export function logInMemory(
  events: readonly RecordedEvent[],
  { eachTwice = false, onEnd = () => undefined }: LogOptions = {},
): Pick<EventStore, 'subscribe' | 'head' | 'readAll'> {
  const told = eachTwice ? events.flatMap((event) => [event, event]) : events
  return {
    head: () => Promise.resolve(events.at(-1)?.position ?? logStart),
    readAll: (options) => Promise.resolve(pageOf(told, options)),
    subscribe: (options) => batchesOf(told, options, onEnd),
  }
}

function pageOf(
  events: readonly RecordedEvent[],
  { from = logStart, maxCount }: ReadAllOptions,
): LogPage {
  const wanted = events.filter(({ position }) => position > from)
  const page = wanted.slice(0, maxCount)
  return {
    events: page,
    next: page.length < wanted.length ? (page.at(-1)?.position ?? null) : null,
    reached: page.at(-1)?.position ?? from,
  }
}

async function* batchesOf(
  events: readonly RecordedEvent[],
  { from, signal, batchSize = 500 }: SubscribeOptions,
  onEnd: () => void,
): AsyncGenerator<RecordedEvent[]> {
  const wanted = events.filter(({ position }) => position > from)
  for (let start = 0; start < wanted.length && !signal.aborted; start += batchSize) {
    yield wanted.slice(start, start + batchSize)
  }
  onEnd()
  if (!signal.aborted) await once(signal, 'abort')
}
