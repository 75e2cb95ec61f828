import { bytesTag, WireReader } from '@deskhive/shared/wire/wire-reader.ts'
import { encodeMessage, type WireWriter } from '@deskhive/shared/wire/wire-writer.ts'

/** What a client wants recorded. The bytes are views of its message. */
export type ProposedEvent = {
  /** 36 characters, lower case, as ASCII. */
  readonly id: Buffer
  readonly type: Buffer
  readonly isJson: boolean
  readonly data: Buffer
  readonly metadata: Buffer
}

/** Where an event stands in the log and in its stream. */
export type EventPlace = {
  readonly position: number
  readonly stream: string
  readonly revision: number
}

/**
 * The revision of a tombstone: on the wire 2^63 − 1, here the largest number a double holds exactly.
 * No stream gets as long as that.
 */
export const TOMBSTONE_REVISION = Number.MAX_SAFE_INTEGER
const TOMBSTONE_REVISION_ON_WIRE = 2n ** 63n - 1n

export const wireRevision = (revision: number): number | bigint =>
  revision === TOMBSTONE_REVISION ? TOMBSTONE_REVISION_ON_WIRE : revision

const RECORD = {
  id: 1,
  stream: 2,
  revision: 3,
  prepare: 4,
  commit: 5,
  map: 6,
  metadata: 7,
  data: 8,
} as const
const UUID_STRING = 2
const UUID_STRUCTURED = 1
const STREAM_NAME = 3
const MAP_ENTRY = { key: 1, value: 2 } as const

const CONTENT_TYPE = { json: 'application/json', binary: 'application/octet-stream' } as const

const TYPE_KEY = Buffer.from('type')
const CREATED_KEY = Buffer.from('created')

/** The id comes first and always has this length, so the rest starts at a known place. */
const ID_FIELD_BYTES = 40
const ID_TEXT_START = 4

const contentTypeEntries = {
  json: encodeMapEntry('content-type', CONTENT_TYPE.json),
  binary: encodeMapEntry('content-type', CONTENT_TYPE.binary),
}

/**
 * The event as readers and subscribers get it: a `ReadResp.ReadEvent.RecordedEvent`, encoded once, when it is
 * written, so that reading is copying.
 * @param created decimal text, 100 ns ticks since 1970
 */
export function encodeRecord(event: ProposedEvent, place: EventPlace, created: string): Buffer {
  return encodeMessage((writer) => {
    writer.message(RECORD.id, (id) => id.bytes(UUID_STRING, event.id))
    writer.message(RECORD.stream, (stream) => stream.text(STREAM_NAME, place.stream))
    writer.uint64(RECORD.revision, wireRevision(place.revision))
    writer.uint64(RECORD.prepare, place.position)
    writer.uint64(RECORD.commit, place.position)
    writer.message(RECORD.map, (entry) => {
      entry.bytes(MAP_ENTRY.key, TYPE_KEY)
      entry.bytes(MAP_ENTRY.value, event.type)
    })
    writer.raw(event.isJson ? contentTypeEntries.json : contentTypeEntries.binary)
    writer.message(RECORD.map, (entry) => {
      entry.bytes(MAP_ENTRY.key, CREATED_KEY)
      entry.text(MAP_ENTRY.value, created)
    })
    if (event.metadata.length > 0) writer.bytes(RECORD.metadata, event.metadata)
    if (event.data.length > 0) writer.bytes(RECORD.data, event.data)
  })
}

/** The log goes on behind a record at the place that a byte-addressed log would have for it. */
export const positionAfter = (position: number, record: Uint8Array) => position + record.length

export const recordId = (record: Buffer) => record.subarray(ID_TEXT_START, ID_FIELD_BYTES)

export function recordStream(record: Buffer): string {
  const reader = new WireReader(record, ID_FIELD_BYTES)
  reader.tag()
  const name = reader.message()
  name.tag()
  return name.text()
}

export function recordType(record: Buffer): string {
  return mapValue(record, 'type')
}

/** Milliseconds since 1970. */
export function recordCreatedMs(record: Buffer): number {
  return Number(mapValue(record, 'created')) / TICKS_PER_MS
}

export const TICKS_PER_MS = 10_000

export function recordData(record: Buffer): Buffer {
  const reader = new WireReader(record)
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === bytesTag(RECORD.data)) return reader.bytes()
    reader.skip(tag)
  }
  return Buffer.alloc(0)
}

/** The record with its id as two numbers, for clients that did not ask for text. */
export function withStructuredId(record: Buffer): Buffer {
  const bytes = Buffer.from(recordId(record).toString('latin1').replaceAll('-', ''), 'hex')
  return encodeMessage((writer) => {
    writer.message(RECORD.id, (id) =>
      id.message(UUID_STRUCTURED, (numbers) => {
        numbers.uint64(1, bytes.readBigUInt64BE(0))
        numbers.uint64(2, bytes.readBigUInt64BE(8))
      }),
    )
    writer.raw(record.subarray(ID_FIELD_BYTES))
  })
}

function mapValue(record: Buffer, wanted: string): string {
  const reader = new WireReader(record, ID_FIELD_BYTES)
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag !== bytesTag(RECORD.map)) {
      reader.skip(tag)
      continue
    }
    const entry = reader.message()
    entry.tag()
    if (entry.text() !== wanted) continue
    entry.tag()
    return entry.text()
  }
  return ''
}

function encodeMapEntry(key: string, value: string): Buffer {
  return encodeMessage((writer: WireWriter) =>
    writer.message(RECORD.map, (entry) => {
      entry.text(MAP_ENTRY.key, key)
      entry.text(MAP_ENTRY.value, value)
    }),
  )
}
