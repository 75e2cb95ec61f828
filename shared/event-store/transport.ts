import type { RecordedEvent } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
import { Unavailable } from '../kernel/unavailable.ts'
import type { Append, Appended } from './event-store.ts'

/**
 * One connection to the log, as this room needs it. There are two, which one set of tests holds against
 * each other:
 *
 * official   `@eventstore/db-client`: every connection string, TLS, credentials, clusters.
 * lean       our own codec over one HTTP/2 connection, for a single node without TLS, as the embedded one is.
 *            It speaks the same protocol for less than half of the CPU (docs/decisions/0019).
 *
 * Every call is answered, or `Unanswered`. It never reconnects: `connection.ts` makes another one.
 */
export type Transport = {
  /** @throws WrongRevision, StreamDeleted, Refused('INVALID') for too much at once, LogRefused, Unanswered */
  append(append: Append, deadlineMs: number): Promise<Appended>
  /** No events for a stream that is not there. @throws StreamDeleted, LogRefused, Unanswered */
  readStream(wanted: StreamRead): Promise<StoredPage>
  /** With the system's own events. @throws LogRefused, Unanswered */
  readAll(wanted: LogRead): Promise<StoredPage>
  subscribe(wanted: SubscriptionRequest): Source
  /** Ends all calls, each of them `Unanswered`. Never rejects; may be called again. */
  close(): Promise<void>
}

/** More wait for their turn, so that neither transport ever holds an unbounded number. */
export const MOST_APPENDS_IN_FLIGHT = 1_000

/** @param onLost the connection is gone, also where nothing was under way that would hear of it; at most once */
export type OpenTransport = (onLost?: (cause: unknown) => void) => Transport

/** As the log holds it: not brought up to the newest version yet. */
export type StoredEvent = RecordedEvent

/**
 * What is read at once, whatever count is asked for: an event may have a megabyte, and a thousand of them have neither the
 * time nor the room that a thousand others have.
 */
const PAGE_BYTES = 8 * 1024 * 1024

export type StoredPage = {
  readonly events: readonly StoredEvent[]
  /** It ends because it has so many bytes: there may be more, fewer than asked for as these are. */
  readonly isFull: boolean
}

/** Never full with one event, which the reader may have already. */
export function isFullPage(events: readonly StoredEvent[], bytes: number): boolean {
  return events.length > 1 && bytes >= PAGE_BYTES
}

type Read = {
  readonly direction: 'forwards' | 'backwards'
  readonly maxCount: number
  /** Nothing may come for so long at most. */
  readonly timeoutMs: number
}
export type StreamRead = Read & {
  readonly stream: string
  readonly from: number | 'start' | 'end'
}
/** Forwards the event at `from` is included, backwards it is not. */
export type LogRead = Read & { readonly from: Position | 'start' | 'end' }

/** All before this position has been looked at, and the event that is there where it says so. */
export type Passed = { readonly position: Position; readonly isIncluded: boolean }

export type SubscriptionRequest = {
  readonly after: Position
  readonly streamPrefixes: readonly string[] | undefined
  readonly onEvent: (event: StoredEvent) => void
  /** Of a subscription to some streams. */
  readonly onCheckpoint: (passed: Passed) => void
  readonly onCaughtUp: () => void
  /** Once; nothing comes after it. */
  readonly onEnd: (cause: unknown) => void
}

export type Source = {
  /** A few more events may still come. */
  readonly pause: () => void
  readonly resume: () => void
  readonly isPaused: () => boolean
  /** Whether everything that has arrived was given to `onEvent`. */
  readonly isDrained: () => boolean
}

/** Nothing is known of what became of the call: no connection, cut off, out of time. */
export class Unanswered extends Unavailable {
  /** The node is there and said itself that it came too late or could not write: another connection would not help. */
  readonly isFromNode: boolean

  constructor(cause: unknown, isFromNode = false) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super('event-store', `The event store does not answer: ${reason}`, { cause })
    this.isFromNode = isFromNode
  }
}

/** Of gRPC: cancelled, deadline exceeded, not found (of a leader), internal, unavailable: not the log's own answers. */
export const unansweredStatuses: ReadonlySet<number> = new Set([1, 4, 5, 13, 14])

/** The log has answered, with an error that none of ours stands for. */
export class LogRefused extends Error {
  override readonly name = 'LogRefused'
}
