import { isSameValue } from '@deskhive/shared/domain/resource/decide-resource.ts'
import type { FieldValues } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { Aggregate } from '@deskhive/shared/kernel/decider.ts'
import {
  type DomainEvent,
  type JsonValue,
  parseEvent,
  type RecordedEvent,
} from '@deskhive/shared/kernel/event.ts'

/** How one kind of thing is followed through its stream. */
export type Traceable = {
  /** What is seen of it before and after each event. */
  readonly begin: () => Trace
}

type Trace = {
  /** Takes the next event of the stream, where nobody asks what it changed: telling may cost more than the event. */
  readonly pass: (event: RecordedEvent) => void
  /** Takes the next event of the stream and tells what it changed. */
  readonly changesBy: (event: RecordedEvent) => Change[]
}

export type Change = { readonly field: string; readonly from: JsonValue; readonly to: JsonValue }

type TraceableOptions<State, E extends DomainEvent> = {
  readonly aggregate: Aggregate<State, E>
  /** The visible fields, `{}` for what does not exist yet. */
  readonly fieldsOf: (state: State) => FieldValues
  /** Changes of something that is no field, such as a message of a ticket. */
  readonly furtherChanges?: (event: RecordedEvent<E>, before: State, after: State) => Change[]
}

export function traceable<State, E extends DomainEvent>({
  aggregate: { evolution },
  fieldsOf,
  furtherChanges = () => [],
}: TraceableOptions<State, E>): Traceable {
  return {
    begin: () => {
      let state = evolution.initialState
      const pass = (event: RecordedEvent<E>) => {
        state = evolution.evolve(state, event)
      }
      return {
        pass: (recorded) => pass(parseEvent<E>(recorded)),
        changesBy: (recorded) => {
          const event = parseEvent<E>(recorded)
          const before = state
          pass(event)
          const changes = changesBetween(fieldsOf(before), fieldsOf(state))
          return [...changes, ...furtherChanges(event, before, state)]
        },
      }
    },
  }
}

function changesBetween(before: FieldValues, after: FieldValues): Change[] {
  const changes: Change[] = []
  for (const field of Object.keys({ ...before, ...after })) {
    const [from = null, to = null] = [before[field], after[field]]
    if (!isSameValue(from, to)) changes.push({ field, from, to })
  }
  return changes
}
