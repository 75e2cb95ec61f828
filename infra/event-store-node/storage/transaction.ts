import { type LogDatabase, parseRow, type StoredEvent } from './database.ts'
import type { KnownIds } from './known-ids.ts'
import { encodeRecord, type ProposedEvent, positionAfter, recordId } from './record.ts'
import type { StreamDirectory } from './stream-directory.ts'

/** An event that has just been written, for subscribers. */
export type WrittenEvent = StoredEvent & { readonly stream: string }

type Parts = {
  readonly database: LogDatabase
  readonly streams: StreamDirectory
  readonly knownIds: KnownIds
  /** Where the log goes on. */
  readonly end: number
  /** The position of the last event, null in an empty log. */
  readonly head: number | null
  /** 100 ns ticks since 1970, as decimal text. */
  readonly created: string
}

/** Everything that is written in one commit. It begins with its first event, so that refusals cost no fsync. */
export class Transaction {
  readonly streams: StreamDirectory
  readonly written: WrittenEvent[] = []
  readonly #parts: Parts
  #end: number
  #head: number | null

  constructor(parts: Parts) {
    this.streams = parts.streams
    this.#parts = parts
    this.#end = parts.end
    this.#head = parts.head
  }

  get end(): number {
    return this.#end
  }

  get head(): number | null {
    return this.#head
  }

  /** @returns the position it got */
  insert(stream: string, revision: number, event: ProposedEvent): number {
    if (this.written.length === 0) this.#parts.database.begin.run()

    const position = this.#end
    const record = encodeRecord(event, { position, stream, revision }, this.#parts.created)
    const streamId = this.streams.idForAppend(stream)
    this.#parts.database.insertEvent.run(position, streamId, revision, record)
    this.streams.noteAppended(stream, revision)
    this.#parts.knownIds.add(event.id, position)
    this.written.push({ position, revision, stream, record })
    this.#head = position
    this.#end = positionAfter(position, record)
    return position
  }

  /** Every event that was ever appended, also one that readers are not shown any more. */
  eventAt(stream: string, revision: number): StoredEvent | null {
    const id = this.streams.idOf(stream)
    if (id === null) return null
    return parseRow(this.#parts.database.eventAtRevision.get(id, revision))
  }

  /** A recent event of the stream with this id. */
  eventWithId(stream: string, id: Buffer): StoredEvent | null {
    const streamId = this.streams.idOf(stream)
    if (streamId === null) return null
    for (const position of this.#parts.knownIds.candidates(id)) {
      const event = parseRow(this.#parts.database.eventAtPosition.get(position))
      if (event === null || !recordId(event.record).equals(id)) continue
      const same = this.eventAt(stream, event.revision)
      if (same?.position === position) return event
    }
    return null
  }

  commit(): void {
    if (this.written.length > 0) this.#parts.database.commit.run()
  }

  rollBack(): void {
    this.streams.forgetAll()
    // SQLite has taken it back by itself after a full disk, for example.
    if (this.#parts.database.isInTransaction()) this.#parts.database.rollback.run()
  }
}
