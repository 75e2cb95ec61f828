import type { Actor, DomainEvent, Happening, RecordedEvent } from './event.ts'

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

/** An event as it is decided. Its marks become metadata, not data. */
export type Decided<E extends DomainEvent> = E & {
  /** What a rule added says so. */
  readonly rule?: RuleMark
  /** Of a past that is told later: who did it then, and when. Else that is the command's own. */
  readonly happened?: Happening
}

type RuleMark = {
  readonly name: string
  /** What the rule answers: the event decided just before, or one that the log has, by its id. */
  readonly answers: 'the event before' | { readonly event_id: string }
  /** Who does it, where that is not whoever gave the command. */
  readonly actor?: Actor
}

/** Decides purely: the events that follow from a state and a command, `[]` for nothing to change, or throws `Refused`. */
export type Decide<State, E extends DomainEvent> = (state: State) => readonly Decided<E>[]

export function fold<State, E extends DomainEvent>(
  evolution: Evolution<State, E>,
  events: readonly RecordedEvent<E>[],
): State {
  return events.reduce(evolution.evolve, evolution.initialState)
}
