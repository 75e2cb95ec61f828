import { isSameValue } from '@deskhive/shared/domain/resource/decide-resource.ts'
import type { FieldValues } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { Aggregate } from '@deskhive/shared/kernel/decider.ts'
import type { DomainEvent, JsonValue, RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { presentRule } from '#api/present/rule.ts'

/** How one kind of thing is followed through its stream. */
export type Traceable = {
  /** What is seen of it before and after each event. */
  readonly begin: () => Trace
  /** Parts of event data that nobody is shown. */
  readonly hidden: readonly string[]
}

type Trace = {
  /** Takes the next event of the stream and tells what it changed. */
  readonly changesBy: (event: RecordedEvent) => Change[]
}

export type Change = { readonly field: string; readonly from: JsonValue; readonly to: JsonValue }

export type TraceableOptions<State, E extends DomainEvent> = {
  readonly aggregate: Aggregate<State, E>
  /** The visible fields, `{}` for what does not exist yet. */
  readonly fieldsOf: (state: State) => FieldValues
  readonly parse: (event: RecordedEvent) => RecordedEvent<E>
  readonly hidden: readonly string[]
}

export function traceable<State, E extends DomainEvent>({
  aggregate: { evolution },
  fieldsOf,
  parse,
  hidden,
}: TraceableOptions<State, E>): Traceable {
  return {
    hidden,
    begin: () => {
      let state = evolution.initialState
      return {
        changesBy: (event) => {
          const before = fieldsOf(state)
          state = evolution.evolve(state, parse(event))
          return changesBetween(before, fieldsOf(state))
        },
      }
    },
  }
}

function changesBetween(before: FieldValues, after: FieldValues): Change[] {
  return Object.entries(after).flatMap(([field, to]) => {
    const from = before[field] ?? null
    return isSameValue(from, to) ? [] : [{ field, from, to }]
  })
}

/** One entry of the contract's history (section 6). Times with milliseconds, positions as text. */
export function presentEvent(
  event: RecordedEvent,
  changes: readonly Change[],
  hidden: readonly string[],
) {
  const { metadata } = event
  return {
    event_id: event.id,
    position: event.position.toString(),
    revision: event.revision,
    type: event.type,
    occurred_at: metadata.occurred_at,
    recorded_at: event.recorded_at,
    actor: {
      type: metadata.actor_type,
      id: metadata.actor_type === 'system' ? null : Number(metadata.actor_id),
      name: metadata.actor_name,
    },
    ip_address: metadata.ip ?? null,
    request_id: metadata.request_id,
    rule: presentRule(metadata),
    changes,
    data: without(event.data, hidden),
  }
}

function without(data: FieldValues, hidden: readonly string[]): FieldValues {
  return Object.fromEntries(Object.entries(data).filter(([field]) => !hidden.includes(field)))
}
