import type { Aggregate } from '../kernel/decider.ts'
import { type DomainEvent, parseEvent, type RecordedEvent } from '../kernel/event.ts'
import type { EventStore } from './event-store.ts'
import { type Baseline, foldOnto, type StreamCache } from './stream-cache.ts'

/** The stream as the log has it now, read from the cached revision on. `null` where it does not exist. */
export type ReadNewest = <State, E extends DomainEvent>(
  aggregate: Aggregate<State, E>,
  stream: string,
) => Promise<Baseline<State> | null>

export function createNewestReader(
  store: Pick<EventStore, 'streamPages'>,
  cache: StreamCache,
): ReadNewest {
  return (aggregate, stream) =>
    readOn({ store, cache, aggregate, stream, base: cache.get(aggregate, stream) })
}

type ReadingOn<State, E extends DomainEvent> = {
  readonly store: Pick<EventStore, 'streamPages'>
  readonly cache: StreamCache
  readonly aggregate: Aggregate<State, E>
  readonly stream: string
  /** Where to read on from; the whole stream where it is not given. */
  readonly base: Baseline<State> | undefined
  /** Sees all events that are read: no more than a page of them is held, however long the stream is. */
  readonly onEvents?: (events: readonly RecordedEvent<E>[]) => void
}

/** @returns `null` where the stream does not exist */
export async function readOn<State, E extends DomainEvent>({
  store,
  cache,
  aggregate,
  stream,
  base,
  onEvents = () => undefined,
}: ReadingOn<State, E>): Promise<Baseline<State> | null> {
  let newest = base
  const fromRevision = base === undefined ? 0 : base.revision + 1
  for await (const page of store.streamPages(stream, { fromRevision })) {
    const events = page.map((event) => parseEvent<E>(event))
    onEvents(events)
    newest = foldOnto(aggregate, newest, events)
  }
  if (newest !== undefined && newest !== base) cache.set(aggregate, stream, newest)
  return newest ?? null
}
