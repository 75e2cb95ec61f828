import { bytesTag, varintTag, type WireReader } from '@deskhive/shared/wire/wire-reader.ts'
import type { ExpectedRevision } from '#event-store-node/storage/append.ts'
import type { ProposedEvent } from '#event-store-node/storage/record.ts'
import { missingMetadataProperty, unknownError } from './errors.ts'
import { decodeEventId } from './event-id.ts'

/** `StreamIdentifier`: the name of the stream as bytes. */
export function decodeStreamIdentifier(reader: WireReader): string {
  let name = ''
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === bytesTag(3)) name = reader.text()
    else reader.skip(tag)
  }
  return name
}

export type StreamChoice = { readonly stream: string; readonly expected: ExpectedRevision | null }

/** The fields that the options of append, delete, tombstone and batch append have in common. */
const OPTIONS = {
  stream: bytesTag(1),
  revision: varintTag(2),
  noStream: bytesTag(3),
  any: bytesTag(4),
  streamExists: bytesTag(5),
}

/** @param decodeOther is given the tag of a field that is not one of the common ones; false to skip it */
export function decodeStreamChoice(
  reader: WireReader,
  decodeOther: (tag: number) => boolean = () => false,
): StreamChoice {
  let stream = ''
  let expected: ExpectedRevision | null = null
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === OPTIONS.stream) stream = decodeStreamIdentifier(reader.message())
    else if (tag === OPTIONS.revision) expected = reader.uint64()
    else if (EXPECTED_BY_TAG.has(tag)) {
      expected = EXPECTED_BY_TAG.get(tag) ?? null
      reader.skip(tag)
    } else if (!decodeOther(tag)) reader.skip(tag)
  }
  return { stream, expected }
}

const EXPECTED_BY_TAG: ReadonlyMap<number, ExpectedRevision> = new Map([
  [OPTIONS.noStream, 'no_stream'],
  [OPTIONS.any, 'any'],
  [OPTIONS.streamExists, 'stream_exists'],
])

const PROPOSED = { id: bytesTag(1), map: bytesTag(2), metadata: bytesTag(3), data: bytesTag(4) }

const EMPTY: Buffer = Buffer.alloc(0)
const JSON_CONTENT = 'application/json'

/** `ProposedMessage`, the same in append and batch append. */
export function decodeProposedEvent(reader: WireReader): ProposedEvent {
  let id: Buffer | null = null
  let data = EMPTY
  let metadata = EMPTY
  const properties = { type: EMPTY, contentType: EMPTY }
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === PROPOSED.id) id = decodeEventId(reader.message())
    else if (tag === PROPOSED.map) decodeProperty(reader.message(), properties)
    else if (tag === PROPOSED.metadata) metadata = reader.bytes()
    else if (tag === PROPOSED.data) data = reader.bytes()
    else reader.skip(tag)
  }
  const { type, contentType } = properties
  if (id === null) throw unknownError('An event has no id')
  if (type.length === 0) throw missingMetadataProperty('type')
  if (contentType.length === 0) throw missingMetadataProperty('content-type')
  return { id, type, isJson: contentType.toString('latin1') === JSON_CONTENT, data, metadata }
}

function decodeProperty(
  entry: WireReader,
  properties: { type: Buffer; contentType: Buffer },
): void {
  let key = ''
  let value = EMPTY
  while (entry.hasMore) {
    const tag = entry.tag()
    if (tag === bytesTag(1)) key = entry.bytes().toString('latin1')
    else if (tag === bytesTag(2)) value = entry.bytes()
    else entry.skip(tag)
  }
  if (key === 'type') properties.type = value
  else if (key === 'content-type') properties.contentType = value
}

/** What an event counts towards the largest append. */
export function sizeOf(event: ProposedEvent): number {
  return event.data.length + event.metadata.length + 2 * utf16Length(event.type)
}

// Without making text of it: each character has one byte that does not continue another,
// and those with four bytes are two units in UTF-16.
function utf16Length(utf8: Buffer): number {
  let length = 0
  for (const byte of utf8) {
    if ((byte & 0xc0) !== 0x80) length += byte >= 0xf0 ? 2 : 1
  }
  return length
}

/** `AppendReq`: the options come first, then one event each. */
export type AppendMessage =
  | { readonly kind: 'options'; readonly options: StreamChoice }
  | { readonly kind: 'event'; readonly event: ProposedEvent }
  | { readonly kind: 'nothing' }

export function decodeAppendMessage(reader: WireReader): AppendMessage {
  let message: AppendMessage = { kind: 'nothing' }
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === bytesTag(1)) {
      message = { kind: 'options', options: decodeStreamChoice(reader.message()) }
    } else if (tag === bytesTag(2)) {
      message = { kind: 'event', event: decodeProposedEvent(reader.message()) }
    } else reader.skip(tag)
  }
  return message
}

/** `DeleteReq` and `TombstoneReq`. */
export function decodeDelete(reader: WireReader): StreamChoice | null {
  let options: StreamChoice | null = null
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === bytesTag(1)) options = decodeStreamChoice(reader.message())
    else reader.skip(tag)
  }
  return options
}
