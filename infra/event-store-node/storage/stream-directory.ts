import { type LogDatabase, parseNumber, parseRow, type StoredEvent } from './database.ts'
import { recordData, TOMBSTONE_REVISION } from './record.ts'
import {
  isMetastream,
  METADATA_OF_METASTREAMS,
  metastreamOf,
  NO_METADATA,
  originalStreamOf,
  parseStreamMetadata,
  type StreamMetadata,
} from './stream-metadata.ts'

/** Revision of the last event of a stream without events. */
export const NO_STREAM = -1

/** Streams kept in memory; about 200 bytes each. */
const CACHED_STREAMS = 20_000

type CachedStream = {
  /** Null as long as nothing was ever appended. */
  id: number | null
  last: number
  metadata: StreamMetadata | null
}

/** What is known about each stream: its number in the tables, its last revision, its metadata. */
export class StreamDirectory {
  readonly #database: LogDatabase
  readonly #cache = new Map<string, CachedStream>()

  constructor(database: LogDatabase) {
    this.#database = database
  }

  /** The stream's number, null for a stream that never had an event. */
  idOf(name: string): number | null {
    return this.#find(name).id
  }

  idForAppend(name: string): number {
    const stream = this.#find(name)
    stream.id ??= Number(this.#database.insertStream.run(name).lastInsertRowid)
    return stream.id
  }

  /** The revision of the last event, `NO_STREAM`, or `TOMBSTONE_REVISION`; a metastream goes with its stream. */
  lastRevision(name: string): number {
    if (isMetastream(name) && this.#find(originalStreamOf(name)).last === TOMBSTONE_REVISION) {
      return TOMBSTONE_REVISION
    }
    return this.#find(name).last
  }

  metadataOf(name: string): StreamMetadata {
    if (isMetastream(name)) return METADATA_OF_METASTREAMS
    const stream = this.#find(name)
    stream.metadata ??= this.#readMetadata(name)
    return stream.metadata
  }

  /** The last event of the metastream, whatever it is. */
  metadataEventOf(name: string): StoredEvent | null {
    const { id } = this.#find(metastreamOf(name))
    return id === null ? null : parseRow(this.#database.lastOfStream.get(id))
  }

  noteAppended(name: string, revision: number): void {
    this.#find(name).last = revision
    if (isMetastream(name)) this.#find(originalStreamOf(name)).metadata = null
  }

  /** After a transaction that was taken back, nothing noted in it is true. */
  forgetAll(): void {
    this.#cache.clear()
  }

  #readMetadata(name: string): StreamMetadata {
    const event = this.metadataEventOf(name)
    return event === null ? NO_METADATA : parseStreamMetadata(recordData(event.record))
  }

  #find(name: string): CachedStream {
    const known = this.#cache.get(name)
    if (known !== undefined) return known

    const id = parseNumber(this.#database.streamId.get(name))
    const event = id === null ? null : parseRow(this.#database.lastOfStream.get(id))
    const stream = { id, last: event?.revision ?? NO_STREAM, metadata: null }
    this.#makeRoom()
    this.#cache.set(name, stream)
    return stream
  }

  // Oldest entries first, and a tenth at once: order of use would cost more than it saves.
  #makeRoom(): void {
    if (this.#cache.size < CACHED_STREAMS) return
    let surplus = CACHED_STREAMS / 10
    for (const name of this.#cache.keys()) {
      if (surplus-- <= 0) return
      this.#cache.delete(name)
    }
  }
}
