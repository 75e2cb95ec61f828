import { isSameValue } from '@deskhive/shared/domain/resource/decide-resource.ts'
import type { FieldValues } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { Aggregate } from '@deskhive/shared/kernel/decider.ts'
import type { DomainEvent, JsonValue, RecordedEvent } from '@deskhive/shared/kernel/event.ts'

/** How one kind of thing is followed through its stream. */
export type Traceable = {
  /** What is seen of it before and after each event. */
  readonly begin: () => Trace
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
}

export function traceable<State, E extends DomainEvent>({
  aggregate: { evolution },
  fieldsOf,
  parse,
}: TraceableOptions<State, E>): Traceable {
  return {
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
