import { LRUCache } from 'lru-cache'
import type { RecordedEvent } from '../kernel/event.ts'
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

/** As many as the log is asked for at once. */
const PAGE_SIZE = 500

/** As JSON text, of all streams together: some 20,000 events with little in them. */
const KEPT_BYTES = 16 * 1024 * 1024

/** Of ids, names and hashes around an event's data. */
const METADATA_BYTES = 700

export function createStreamBeginnings(
  log: Pick<EventStore, 'readStream'>,
  keptBytes = KEPT_BYTES,
): StreamBeginnings {
  const kept = new LRUCache<string, readonly RecordedEvent[]>({
    maxSize: keptBytes,
    sizeCalculation: (events) => events.reduce((bytes, event) => bytes + bytesOf(event), 0),
  })

  const keep = (stream: string, events: readonly RecordedEvent[]): void => {
    if (events.length > (kept.peek(stream)?.length ?? 0)) kept.set(stream, events)
  }

  return {
    read: async (stream, isEnough) => {
      let events = kept.get(stream) ?? []
      let isWhole = false
      while (!isWhole && !isEnough(events)) {
        const fromRevision = (events.at(-1)?.revision ?? -1) + 1
        const page = await log.readStream(stream, { fromRevision, maxCount: PAGE_SIZE })
        events = events.concat(page)
        isWhole = page.length < PAGE_SIZE
      }
      keep(stream, events)
      return { events, isWhole }
    },
  }
}

function bytesOf({ data }: RecordedEvent): number {
  return METADATA_BYTES + JSON.stringify(data).length
}
