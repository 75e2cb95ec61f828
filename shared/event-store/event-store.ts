import type { DomainEvent, EventMetadata, RecordedEvent } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
import type { Upcasters } from '../kernel/upcasters.ts'

/** What the log does for us. Everything thrown beside the named errors is `Unavailable` or a fault of ours. */
export type EventStore = AsyncDisposable & {
  /** How events of older versions are read, and so which version is written now. */
  readonly upcasters: Upcasters
  /**
   * On disk when it returns. An unknown outcome is settled by repeating the identical append.
   * @throws WrongRevision, StreamDeleted, Refused('INVALID') for more than the log takes at once, Unavailable
   */
  append(append: Append): Promise<Appended>
  /** Oldest first unless `direction` says otherwise; `[]` for a stream that is not there. */
  readStream(stream: string, options?: ReadStreamOptions): Promise<RecordedEvent[]>
  /** The same in pages of at most 500, for a stream of any length. */
  streamPages(stream: string, options?: ReadStreamOptions): AsyncIterable<RecordedEvent[]>
  /**
   * System events are left out, so fewer than `maxCount` does not mean the end: `next` being null does.
   * @throws NoSuchPosition where `from` lies within the log and no event starts there
   */
  readAll(options: ReadAllOptions): Promise<LogPage>
  /** The position of the last event that is not the system's own; `logStart` for an empty log. */
  head(): Promise<Position>
  /** Batches in order, without a gap, until `signal` aborts; it never ends or throws by itself. */
  subscribe(options: SubscribeOptions): AsyncIterable<RecordedEvent[]>
  /** Whether the log answered last; for readiness. Asks nothing. */
  isConnected(): boolean
  /** Whether it took what it was given last, within a minute; it may answer reads and have no room. Asks nothing. */
  isTakingWrites(): boolean
}

export type NewEvent = DomainEvent & { readonly id: string; readonly metadata: EventMetadata }

export type Append = {
  readonly stream: string
  /** The revision of the stream's last event. */
  readonly expected: number | 'no_stream'
  readonly events: readonly NewEvent[]
}

/** Of the last event appended. */
export type Appended = { readonly revision: number; readonly position: Position }

type Direction = 'forwards' | 'backwards'

export type ReadStreamOptions = {
  /** The first event wanted: included in both directions. */
  readonly fromRevision?: number
  readonly direction?: Direction
  readonly maxCount?: number
}

export type ReadAllOptions = {
  /** Forwards: only what comes after it. Backwards: only what comes before it, from the end if not given. */
  readonly from?: Position
  /** Forwards: also the event at `from` itself, if one is there. */
  readonly isFromIncluded?: boolean
  /** At most this many events are looked at. */
  readonly maxCount: number
  readonly direction?: Direction
}

/** `next` is what to give as `from` for the following page, null at the end. */
export type LogPage = {
  readonly events: RecordedEvent[]
  readonly next: Position | null
  /** Of the last event looked at, also a system event; `from` where there was none. */
  readonly reached: Position
}

export type SubscribeOptions = {
  /** The last event that the consumer has; `logStart` for none. */
  readonly from: Position
  readonly signal: AbortSignal
  /** At most 500, the default. */
  readonly batchSize?: number
  /** Only streams whose names begin so, e.g. `['label-', 'agent-']`; all of ours if not given. */
  readonly streamPrefixes?: readonly string[]
  /** All that was in the log has been handed to the consumer; again after every interruption. */
  readonly onCaughtUp?: () => void
  /** The connection was lost; what follows may come late until `onCaughtUp`. */
  readonly onInterrupted?: (cause: unknown) => void
}

/** Someone else appended first. Nothing of this append was written. */
export class WrongRevision extends Error {
  readonly stream: string
  readonly expected: number | 'no_stream'
  readonly actual: number | 'no_stream'

  constructor(details: Pick<WrongRevision, 'stream' | 'expected' | 'actual'>, cause?: unknown) {
    super(`${details.stream} is at ${details.actual}, not at ${details.expected}`, { cause })
    this.name = 'WrongRevision'
    this.stream = details.stream
    this.expected = details.expected
    this.actual = details.actual
  }
}

/** A log is read from the start of an event, and there is none at this position. */
export class NoSuchPosition extends Error {
  constructor(position: Position, cause?: unknown) {
    super(`No event starts at ${position}`, { cause })
    this.name = 'NoSuchPosition'
  }
}

/** The stream was closed for ever in the log itself, which this program never does. */
export class StreamDeleted extends Error {
  readonly stream: string

  constructor(stream: string, cause?: unknown) {
    super(`${stream} was tombstoned`, { cause })
    this.name = 'StreamDeleted'
    this.stream = stream
  }
}
