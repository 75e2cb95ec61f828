import { LRUCache } from 'lru-cache'
import type { Aggregate } from '../kernel/decider.ts'
import { type DomainEvent, parseEvent, type RecordedEvent } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
import { weightOf } from '../kernel/weight.ts'
import type { HashedEvent } from './hash-chain.ts'

/** A state of a stream, and what it takes to append after it. */
export type Baseline<State> = {
  readonly state: State
  readonly revision: number
  readonly position: Position
  readonly last: HashedEvent
}

export type StreamCache = {
  get<State, E extends DomainEvent>(
    aggregate: Aggregate<State, E>,
    stream: string,
  ): Baseline<State> | undefined
  /** Never replaces a newer state by an older one. */
  set<State, E extends DomainEvent>(
    aggregate: Aggregate<State, E>,
    stream: string,
    baseline: Baseline<State>,
  ): void
  /** Brings a cached stream up to an event that was read from the log. */
  advance(event: RecordedEvent): void
  drop(stream: string): void
  dropAll(matches: (stream: string) => boolean): void
}

type Entry = {
  readonly aggregate: unknown
  readonly baseline: Baseline<unknown>
  readonly next: (event: RecordedEvent) => Entry
}

/** The least recently used give way. Nearly all have 2 to 5 kB; those with a megabyte of text are fewer. */
const CACHED_STREAMS = 10_000
const CACHED_BYTES = 64 * 1024 * 1024

export function createStreamCache(): StreamCache {
  const entries = new LRUCache<string, Entry>({
    max: CACHED_STREAMS,
    maxSize: CACHED_BYTES,
    sizeCalculation: ({ baseline: { state, last } }) => weightOf(state) + weightOf(last.data),
  })
  /**
   * The newest revision that `advance` has seen of each stream, cached or not: a read that was under way
   * meanwhile must not leave behind what is already out of date.
   */
  const seen = new LRUCache<string, number>({ max: CACHED_STREAMS })

  return {
    get: (aggregate, stream) => {
      const entry = entries.get(stream)
      return entry?.aggregate === aggregate ? parseBaseline(entry.baseline) : undefined
    },
    set: (aggregate, stream, baseline) => {
      const present = entries.peek(stream)?.baseline.revision ?? -1
      if (baseline.revision < Math.max(present, seen.get(stream) ?? -1)) return
      entries.set(stream, entryOf(aggregate, baseline))
    },
    advance: (event) => {
      seen.set(event.stream, event.revision)
      const entry = entries.peek(event.stream)
      if (entry === undefined || event.revision <= entry.baseline.revision) return
      if (event.revision === entry.baseline.revision + 1) {
        entries.set(event.stream, entry.next(event))
      } else {
        entries.delete(event.stream)
      }
    },
    drop: (stream) => {
      entries.delete(stream)
    },
    dropAll: (matches) => {
      for (const stream of entries.keys()) if (matches(stream)) entries.delete(stream)
    },
  }
}

function entryOf<State, E extends DomainEvent>(
  aggregate: Aggregate<State, E>,
  baseline: Baseline<State>,
): Entry {
  return {
    aggregate,
    baseline,
    next: (event) => entryOf(aggregate, foldOnto(aggregate, baseline, [parseEvent<E>(event)])),
  }
}

/** @param base `undefined` for a stream from its beginning, which must then have events */
export function foldOnto<State, E extends DomainEvent>(
  { evolution }: Aggregate<State, E>,
  base: Baseline<State> | undefined,
  events: readonly RecordedEvent<E>[],
): Baseline<State> {
  const last = events.at(-1)
  if (last === undefined) {
    if (base === undefined) throw new Error('Nothing to fold')
    return base
  }
  const { revision, position } = last
  const state = events.reduce(evolution.evolve, base?.state ?? evolution.initialState)
  return { state, revision, position, last }
}

/** Sound where the entry was made for the same aggregate, which the caller has compared. */
function parseBaseline<State>(baseline: Baseline<unknown>): Baseline<State> {
  return baseline as Baseline<State>
}
