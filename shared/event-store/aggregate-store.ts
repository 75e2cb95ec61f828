import type { Aggregate, Decide } from '../kernel/decider.ts'
import type { DomainEvent, RecordedEvent } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
import type { CommandContext } from './command-context.ts'

export type AggregateStore = {
  /** @returns `null` where the stream does not exist */
  load<State, E extends DomainEvent>(
    aggregate: Aggregate<State, E>,
    id: number,
  ): Promise<Loaded<State> | null>
  /**
   * Decides, appends, answers with the state that follows.
   * @throws Refused (the decision's own, NOT_FOUND, PRECONDITION_FAILED, CONFLICT), StreamExists, Unavailable
   */
  handleCommand<State, E extends DomainEvent>(
    command: Command<State, E>,
  ): Promise<Handled<State, E>>
  /** Runs until `signal` aborts. One at a time. */
  keepFresh(options: KeepFreshOptions): Promise<void>
}

export type Loaded<State> = {
  readonly state: State
  readonly revision: number
  /** Of the last event that the state contains. */
  readonly position: Position
}

export type Command<State, E extends DomainEvent> = {
  readonly aggregate: Aggregate<State, E>
  readonly id: number
  /** Pure: it is called again on a newer state when someone else was faster. */
  readonly decide: Decide<State, E>
  readonly context: CommandContext
  /** The stream must not exist yet; nothing is read. */
  readonly create?: boolean
  /** The only revision at which the caller wants this. */
  readonly ifMatch?: number
  /** The same `command_id` may have been handled before, e.g. before a crash: look first. */
  readonly mayBeRepeat?: boolean
}

export type Handled<State, E extends DomainEvent> = Loaded<State> & {
  /**
   * What this command recorded; `[]` where there was nothing to change. `recorded_at` is this
   * process's clock and `position` that of the append's last event, unless `repeated`.
   */
  readonly events: readonly RecordedEvent<E>[]
  /** The events are from an earlier handling of the same command, found in the log. */
  readonly repeated: boolean
}

export type KeepFreshOptions = {
  /** e.g. `['label-', 'apiKey-']` */
  readonly streamPrefixes: readonly string[]
  readonly signal: AbortSignal
  readonly onEvent?: (event: RecordedEvent) => void
  /** Events may have been missed for a while, so what `onEvent` guards must be thought stale. */
  readonly onInterrupted?: () => void
}

/** The id given to a new thing is taken by a stream with another content. */
export class StreamExists extends Error {
  readonly stream: string

  constructor(stream: string, cause?: unknown) {
    super(`${stream} exists already`, { cause })
    this.name = 'StreamExists'
    this.stream = stream
  }
}
