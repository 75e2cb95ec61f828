import { LRUCache } from 'lru-cache'
import type { RecordedEvent } from '../kernel/event.ts'
import { weightOfData } from '../kernel/weight.ts'
import type { EventStore } from './event-store.ts'

/**
 * Streams from their first event on. What once was in the log stays there as it is, so what was read lately is
 * kept, and never asked for again: only what follows it is.
 */
export type StreamBeginnings = {
  /**
   * As much of the stream as `isEnough` asks for, or all of it; often somewhat more.
   * @param isEnough told all events up to then, oldest first
   */
  read(
    stream: string,
    isEnough: (events: readonly RecordedEvent[]) => boolean,
  ): Promise<StreamBeginning>
}

type StreamBeginning = {
  readonly events: readonly RecordedEvent[]
  /** It was just read to its end: these are all there are. */
  readonly isWhole: boolean
}

/** Of all streams together: some 20,000 events with little in them. */
const KEPT_BYTES = 16 * 1024 * 1024

/** Of ids, names and hashes around an event's data. */
const METADATA_BYTES = 700

export function createStreamBeginnings(
  log: Pick<EventStore, 'streamPages'>,
  keptBytes = KEPT_BYTES,
): StreamBeginnings {
  const kept = new LRUCache<string, readonly RecordedEvent[]>({
    maxSize: keptBytes,
    sizeCalculation: (events) => events.length * METADATA_BYTES + weightOfData(events),
  })

  const keep = (stream: string, events: readonly RecordedEvent[]): void => {
    if (events.length > (kept.peek(stream)?.length ?? 0)) kept.set(stream, events)
  }

  return {
    read: async (stream, isEnough) => {
      let events = kept.get(stream) ?? []
      let isWhole = false
      const fromRevision = (events.at(-1)?.revision ?? -1) + 1
      if (!isEnough(events)) {
        isWhole = true
        for await (const page of log.streamPages(stream, { fromRevision })) {
          events = events.concat(page)
          isWhole = !isEnough(events)
          if (!isWhole) break
        }
      }
      keep(stream, events)
      return { events, isWhole }
    },
  }
}
