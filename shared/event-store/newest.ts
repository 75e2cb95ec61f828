import type { Aggregate } from '../kernel/decider.ts'
import { type DomainEvent, parseEvent } from '../kernel/event.ts'
import type { EventStore } from './event-store.ts'
import { type Baseline, foldOnto, type StreamCache } from './stream-cache.ts'

/** The stream as the log has it now, read from the cached revision on. `null` where it does not exist. */
export type ReadNewest = <State, E extends DomainEvent>(
  aggregate: Aggregate<State, E>,
  stream: string,
) => Promise<Baseline<State> | null>

export function createNewestReader(store: EventStore, cache: StreamCache): ReadNewest {
  return async <State, E extends DomainEvent>(aggregate: Aggregate<State, E>, stream: string) => {
    const cached = cache.get(aggregate, stream)
    const fromRevision = cached === undefined ? 0 : cached.revision + 1
    const events = await store.readStream(stream, { fromRevision })
    if (events.length === 0) return cached ?? null

    const newest = foldOnto(
      aggregate,
      cached,
      events.map((event) => parseEvent<E>(event)),
    )
    cache.set(aggregate, stream, newest)
    return newest
  }
}
