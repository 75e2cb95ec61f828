import { expect } from 'vitest'
import { type Decided, type Evolution, fold } from '../kernel/decider.ts'
import type { DomainEvent, EventMetadata, RecordedEvent } from '../kernel/event.ts'
import { type RefusalCode, Refused } from '../kernel/refused.ts'

/** Times of the nth event of a given history: a minute apart, so that a test can name them. */
export function momentOf(revision: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, revision)).toISOString()
}

/** Decided events as the log would hold them, each a minute after the one before. */
export function recorded<E extends DomainEvent>(
  stream: string,
  events: readonly E[],
): RecordedEvent<E>[] {
  return events.map((event, revision) => ({
    ...event,
    id: `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`,
    stream,
    revision,
    position: BigInt(revision),
    recorded_at: momentOf(revision),
    metadata: metadataAt(momentOf(revision)),
  }))
}

/** Of an event that nobody in particular caused. */
export function metadataAt(occurred_at: string): EventMetadata {
  return {
    $correlationId: 'test',
    $causationId: 'test',
    command_id: '00000000-0000-4000-8000-000000000000',
    command_type: 'Test',
    request_id: 'test',
    actor_type: 'system',
    actor_id: '0',
    actor_name: 'Test',
    schema_version: '1',
    occurred_at,
  }
}

/** `given(…).when(…).thenEvents(…)` for decisions: pure, without a store. */
export function specify<State, E extends DomainEvent>(
  evolution: Evolution<State, E>,
  stream: string,
) {
  return {
    given: (...history: readonly E[]) => {
      const state = fold(evolution, recorded(stream, history))
      return {
        state,
        when(decide: (state: State) => readonly Decided<DomainEvent>[]) {
          return {
            thenEvents: (...expected: readonly Decided<DomainEvent>[]) =>
              expect(decide(state)).toEqual(expected),
            thenNothing: () => expect(decide(state)).toEqual([]),
            thenRefused: (code: RefusalCode) => expect(() => decide(state)).toThrow(refusal(code)),
          }
        },
      }
    },
  }
}

const refusal = (code: RefusalCode) =>
  expect.toSatisfy(
    (error: unknown) => error instanceof Refused && error.code === code,
    `Refused ${code}`,
  )
