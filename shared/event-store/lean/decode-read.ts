import { bytesTag, varintTag, WireReader } from '../../wire/wire-reader.ts'
import { asData, asMetadata } from '../recorded-event.ts'
import type { Passed, StoredEvent } from '../transport.ts'

/** What of a `ReadResp` concerns us. */
export type ReadAnswer =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  | { readonly kind: 'checkpoint'; readonly passed: Passed }
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'other' }

const RESPONSE = { event: bytesTag(1), checkpoint: bytesTag(3), caughtUp: bytesTag(8) }
const READ_EVENT = { event: bytesTag(1) }
const RECORD = {
  id: bytesTag(1),
  stream: bytesTag(2),
  revision: varintTag(3),
  commit: varintTag(5),
  map: bytesTag(6),
  metadata: bytesTag(7),
  data: bytesTag(8),
}
const UUID_TEXT = bytesTag(2)
const STREAM_NAME = bytesTag(3)
const MAP_ENTRY = { key: bytesTag(1), value: bytesTag(2) }
const CHECKPOINT = { commit: varintTag(1), prepare: varintTag(2) }

/** Times are in ten thousandths of a millisecond: more of them than a number holds, so they are cut off as text. */
const DIGITS_BELOW_MS = 4

export function decodeReadAnswer(message: Buffer): ReadAnswer {
  const reader = new WireReader(message)
  let answer: ReadAnswer = { kind: 'other' }
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === RESPONSE.event) answer = decodeReadEvent(reader.message())
    else if (tag === RESPONSE.checkpoint) answer = decodeCheckpoint(reader.message())
    else {
      if (tag === RESPONSE.caughtUp) answer = { kind: 'caught-up' }
      reader.skip(tag)
    }
  }
  return answer
}

/** A link that points to nothing has no event. */
function decodeReadEvent(reader: WireReader): ReadAnswer {
  let answer: ReadAnswer = { kind: 'other' }
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === READ_EVENT.event) answer = { kind: 'event', event: decodeRecord(reader.message()) }
    else reader.skip(tag)
  }
  return answer
}

/** Live it names the event that was passed, as `{X, X}`; while catching up the place of the next, as `{X, 0}`. */
function decodeCheckpoint(reader: WireReader): ReadAnswer {
  let commit = 0n
  let prepare = 0n
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === CHECKPOINT.commit) commit = reader.uint64()
    else if (tag === CHECKPOINT.prepare) prepare = reader.uint64()
    else reader.skip(tag)
  }
  return { kind: 'checkpoint', passed: { position: commit, isIncluded: prepare === commit } }
}

type Draft = {
  id: string
  stream: string
  revision: number
  position: bigint
  readonly map: { type: string; created: string; 'content-type': string; [key: string]: string }
  metadata: Buffer | null
  data: Buffer | null
}

const fields: ReadonlyMap<number, (draft: Draft, reader: WireReader) => void> = new Map([
  [RECORD.id, (draft, reader) => void (draft.id = only(UUID_TEXT, reader.message()))],
  [RECORD.stream, (draft, reader) => void (draft.stream = only(STREAM_NAME, reader.message()))],
  [RECORD.revision, (draft, reader) => void (draft.revision = Number(reader.uint64()))],
  [RECORD.commit, (draft, reader) => void (draft.position = reader.uint64())],
  [RECORD.map, (draft, reader) => decodeEntry(draft, reader.message())],
  [RECORD.metadata, (draft, reader) => void (draft.metadata = reader.bytes())],
  [RECORD.data, (draft, reader) => void (draft.data = reader.bytes())],
])

function decodeRecord(reader: WireReader): StoredEvent {
  const draft: Draft = {
    id: '',
    stream: '',
    revision: 0,
    position: 0n,
    map: { type: '', created: '0', 'content-type': '' },
    metadata: null,
    data: null,
  }
  while (reader.hasMore) {
    const tag = reader.tag()
    const decode = fields.get(tag)
    if (decode === undefined) reader.skip(tag)
    else decode(draft, reader)
  }
  return storedEvent(draft)
}

function storedEvent({ id, stream, revision, position, map, data, metadata }: Draft): StoredEvent {
  const isJson = map['content-type'] === 'application/json'
  return {
    id,
    stream,
    revision,
    position,
    recorded_at: timeOf(Number(map.created.slice(0, -DIGITS_BELOW_MS))),
    type: map.type,
    data: asData(isJson ? parseJson(data) : null),
    metadata: asMetadata(parseJson(metadata)),
  }
}

let known = { second: Number.NaN, text: '' }

/** As `toISOString` has it, of which all but the milliseconds is kept: in a log most times are of the second before. */
function timeOf(ms: number): string {
  const second = Math.floor(ms / 1_000)
  if (second !== known.second) {
    known = { second, text: new Date(second * 1_000).toISOString().slice(0, -'000Z'.length) }
  }
  return `${known.text}${String(ms - second * 1_000).padStart(3, '0')}Z`
}

function decodeEntry({ map }: Draft, reader: WireReader): void {
  let key = ''
  let value = ''
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === MAP_ENTRY.key) key = reader.text()
    else if (tag === MAP_ENTRY.value) value = reader.text()
    else reader.skip(tag)
  }
  if (key in map) map[key] = value
}

function only(wanted: number, reader: WireReader): string {
  let text = ''
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === wanted) text = reader.text()
    else reader.skip(tag)
  }
  return text
}

/** Others may have written anything into the same log, also what calls itself JSON and is none. */
function parseJson(bytes: Buffer | null): unknown {
  if (bytes === null || bytes.length === 0) return null
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
