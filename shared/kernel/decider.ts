import type { DomainEvent, RecordedEvent } from './event.ts'

/**
 * How one kind of stream behaves: a state folded from its events, and nothing else.
 * `evolve` gets recorded events, because times and authors live in their metadata.
 */
export type Evolution<State, E extends DomainEvent> = {
  readonly initialState: State
  readonly evolve: (state: State, event: RecordedEvent<E>) => State
}

/** The streams `<resource>-<id>` and how each of them is folded. `resource` is in camelCase, without `-`. */
export type Aggregate<State, E extends DomainEvent> = {
  readonly resource: string
  readonly evolution: Evolution<State, E>
}

/** Decides purely: the events that follow from a state and a command, `[]` for nothing to change, or throws `Refused`. */
export type Decide<State, E extends DomainEvent> = (state: State) => readonly E[]

export function fold<State, E extends DomainEvent>(
  evolution: Evolution<State, E>,
  events: readonly RecordedEvent<E>[],
): State {
  return events.reduce(evolution.evolve, evolution.initialState)
}
