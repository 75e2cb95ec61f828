import { type Append, type AppendOutcome, append, systemEvent } from './append.ts'
import { CommitQueue } from './commit-queue.ts'
import {
  type LogDatabase,
  openDatabase,
  parseNumber,
  parseRow,
  type StoredEvent,
} from './database.ts'
import { type Delete, softDelete, tombstone } from './delete.ts'
import { Feed } from './feed.ts'
import { KNOWN_AT_START, KnownIds } from './known-ids.ts'
import { positionAfter, recordId, TICKS_PER_MS, TOMBSTONE_REVISION } from './record.ts'
import { NO_STREAM, StreamDirectory } from './stream-directory.ts'
import { Transaction } from './transaction.ts'

export type Write = (transaction: Transaction) => AppendOutcome

/** How a stream looks to readers now. `first` may be greater than `last`: then everything is hidden. */
export type StreamView =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'deleted' }
  | {
      readonly kind: 'found'
      readonly id: number
      readonly first: number
      readonly last: number
      /** Events from before that are hidden. */
      readonly createdFromMs: number | null
    }

/**
 * The log on disk: one ordered sequence of events, each also in the order of its stream.
 * A position is a place in a sequence of bytes, so most numbers are no event's position.
 */
export class EventLog implements Disposable {
  readonly feed = new Feed()
  readonly #database: LogDatabase
  readonly #streams: StreamDirectory
  readonly #knownIds = new KnownIds()
  readonly #queue: CommitQueue
  #head: number | null = null
  #end = 0

  /** @throws LogInUse, UnknownLog */
  constructor(dir: string) {
    this.#database = openDatabase(dir)
    this.#streams = new StreamDirectory(this.#database)
    this.#queue = new CommitQueue({
      begin: () => this.#begin(),
      onCommitted: (transaction) => {
        this.#advance(transaction)
        this.feed.publish(transaction.written)
      },
    })
    this.#recover()
  }

  /** The position behind the last event, where the next one will be. */
  get end(): number {
    return this.#end
  }

  get head(): number | null {
    return this.#head
  }

  countEvents(): number {
    return parseNumber(this.#database.eventCount.get()) ?? 0
  }

  /** Told when the outcome is on disk. `write` decides within the commit, so it sees all that came before it. */
  write(
    write: Write,
    answer: { told: (outcome: AppendOutcome) => void; failed: (error: unknown) => void },
  ): void {
    this.#queue.add({ decide: write, ...answer })
  }

  view(stream: string): StreamView {
    const last = this.#streams.lastRevision(stream)
    if (last === TOMBSTONE_REVISION) return { kind: 'deleted' }

    const id = this.#streams.idOf(stream)
    if (last === NO_STREAM || id === null) return { kind: 'not-found' }
    const { isSoftDeleted, truncateBefore, maxCount, maxAgeMs } = this.#streams.metadataOf(stream)
    if (isSoftDeleted) return { kind: 'not-found' }

    const firstByCount = maxCount === null ? 0 : last - maxCount + 1
    return {
      kind: 'found',
      id,
      last,
      first: Math.max(0, truncateBefore ?? 0, firstByCount),
      createdFromMs: maxAgeMs === null ? null : Date.now() - maxAgeMs,
    }
  }

  /** The last revision, NO_STREAM or TOMBSTONE_REVISION. */
  lastRevision(stream: string): number {
    return this.#streams.lastRevision(stream)
  }

  eventAtPosition(position: number): StoredEvent | null {
    return parseRow(this.#database.eventAtPosition.get(position))
  }

  eventAtRevision(streamId: number, revision: number): StoredEvent | null {
    return parseRow(this.#database.eventAtRevision.get(streamId, revision))
  }

  /** From that position on, or from there back; stop iterating before anything else uses the log. */
  eventsOfLog(from: number, isBackwards = false): Generator<StoredEvent> {
    const { logBackwards, logForwards } = this.#database
    return stored((isBackwards ? logBackwards : logForwards).iterate(from))
  }

  /** The revisions from `first` to `last`, both included; stop iterating before anything else uses the log. */
  eventsOfStream(
    streamId: number,
    range: { first: number; last: number; isBackwards?: boolean },
  ): Generator<StoredEvent> {
    const { streamBackwards, streamForwards } = this.#database
    const statement = range.isBackwards === true ? streamBackwards : streamForwards
    return stored(statement.iterate(streamId, range.first, range.last))
  }

  [Symbol.dispose](): void {
    this.#queue[Symbol.dispose]()
    this.#database[Symbol.dispose]()
  }

  #begin(): Transaction {
    return new Transaction({
      database: this.#database,
      streams: this.#streams,
      knownIds: this.#knownIds,
      end: this.#end,
      head: this.#head,
      created: String(Date.now() * TICKS_PER_MS),
    })
  }

  #advance(transaction: Transaction): void {
    this.#end = transaction.end
    this.#head = transaction.head
  }

  #recover(): void {
    const last = parseRow(this.#database.lastOfLog.get())
    if (last === null) return this.#writeFirstEvent()

    this.#head = last.position
    this.#end = positionAfter(last.position, last.record)
    const from = parseNumber(this.#database.positionFromEnd.get(KNOWN_AT_START)) ?? 0
    for (const event of this.eventsOfLog(from)) {
      this.#knownIds.add(recordId(event.record), event.position)
    }
  }

  // As in the real node, the log begins with an event of the node's own: no event of a user is at position 0.
  #writeFirstEvent(): void {
    const transaction = this.#begin()
    const data = Buffer.from(JSON.stringify({ epochNumber: 0, epochPosition: 0 }))
    transaction.insert(
      '$epoch-information',
      0,
      systemEvent(Buffer.from('$epoch-information'), data),
    )
    transaction.commit()
    this.#advance(transaction)
  }
}

export const appending =
  (request: Append): Write =>
  (transaction) =>
    append(transaction, request)
export const deleting =
  (request: Delete): Write =>
  (transaction) =>
    softDelete(transaction, request)
export const ending =
  (request: Delete): Write =>
  (transaction) =>
    tombstone(transaction, request)

function* stored(rows: Iterable<Parameters<typeof parseRow>[0]>): Generator<StoredEvent> {
  for (const row of rows) {
    const event = parseRow(row)
    if (event !== null) yield event
  }
}
