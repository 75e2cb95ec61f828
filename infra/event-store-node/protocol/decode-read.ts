import { bytesTag, varintTag, type WireReader } from '@deskhive/shared/wire/wire-reader.ts'
import { decodeStreamIdentifier } from './decode-append.ts'

export type LogPosition = { readonly commit: bigint; readonly prepare: bigint }

type ReadSource =
  | {
      readonly kind: 'stream'
      readonly stream: string
      readonly from: bigint | 'start' | 'end' | null
    }
  | { readonly kind: 'all'; readonly from: LogPosition | 'start' | 'end' | null }

export type FilterRequest = {
  readonly on: 'stream' | 'type' | null
  readonly regex: string
  readonly prefixes: readonly string[]
  /** How many events count as one step towards a checkpoint; null for the default. */
  readonly window: number | null
  readonly hasWindow: boolean
  readonly checkpointEvery: number
}

/** `ReadReq.Options`, with null for every choice that was not made. */
export type ReadRequest = {
  readonly source: ReadSource | null
  readonly isBackwards: boolean
  readonly resolveLinks: boolean
  readonly count: bigint | null
  readonly isSubscription: boolean
  readonly filter: FilterRequest | 'none' | null
  readonly idsAsText: boolean
  /** From 1 on the client wants to be told where the stream begins and ends. */
  readonly compatibility: number
}

type Draft = { -readonly [Key in keyof ReadRequest]: ReadRequest[Key] }

type FieldDecoder<Target> = (target: Target, reader: WireReader) => void

const requestFields: ReadonlyMap<number, FieldDecoder<Draft>> = new Map([
  [bytesTag(1), (draft, reader) => void (draft.source = decodeStream(reader.message()))],
  [bytesTag(2), (draft, reader) => void (draft.source = decodeAll(reader.message()))],
  [varintTag(3), (draft, reader) => void (draft.isBackwards = reader.uint32() === 1)],
  [varintTag(4), (draft, reader) => void (draft.resolveLinks = reader.boolean())],
  [varintTag(5), (draft, reader) => void (draft.count = reader.uint64())],
  [bytesTag(6), (draft, reader) => void (draft.isSubscription = reader.bytes().length >= 0)],
  [bytesTag(7), (draft, reader) => void (draft.filter = decodeFilter(reader.message()))],
  [
    bytesTag(8),
    (draft, reader) => void (draft.filter = reader.bytes().length >= 0 ? 'none' : null),
  ],
  [bytesTag(9), (draft, reader) => void (draft.idsAsText = decodeIdsAsText(reader.message()))],
  [bytesTag(10), (draft, reader) => void (draft.compatibility = decodeNumber(reader.message()))],
])

/** `ReadReq`; null without options. */
export function decodeRead(reader: WireReader): ReadRequest | null {
  let draft: Draft | null = null
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag !== bytesTag(1)) {
      reader.skip(tag)
      continue
    }
    draft = {
      source: null,
      isBackwards: false,
      resolveLinks: false,
      count: null,
      isSubscription: false,
      filter: null,
      idsAsText: false,
      compatibility: 0,
    }
    decodeFields(reader.message(), draft, requestFields)
  }
  return draft
}

function decodeFields<Target>(
  reader: WireReader,
  target: Target,
  fields: ReadonlyMap<number, FieldDecoder<Target>>,
): void {
  while (reader.hasMore) {
    const tag = reader.tag()
    const decode = fields.get(tag)
    if (decode === undefined) reader.skip(tag)
    else decode(target, reader)
  }
}

function decodeStream(reader: WireReader): ReadSource {
  let stream = ''
  let from: bigint | 'start' | 'end' | null = null
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === bytesTag(1)) stream = decodeStreamIdentifier(reader.message())
    else if (tag === varintTag(2)) from = reader.uint64()
    else {
      if (tag === bytesTag(3)) from = 'start'
      else if (tag === bytesTag(4)) from = 'end'
      reader.skip(tag)
    }
  }
  return { kind: 'stream', stream, from }
}

function decodeAll(reader: WireReader): ReadSource {
  let from: LogPosition | 'start' | 'end' | null = null
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === bytesTag(1)) from = decodePosition(reader.message())
    else {
      if (tag === bytesTag(2)) from = 'start'
      else if (tag === bytesTag(3)) from = 'end'
      reader.skip(tag)
    }
  }
  return { kind: 'all', from }
}

function decodePosition(reader: WireReader): LogPosition {
  const position = { commit: 0n, prepare: 0n }
  decodeFields(reader, position, positionFields)
  return position
}

const positionFields: ReadonlyMap<
  number,
  FieldDecoder<{ commit: bigint; prepare: bigint }>
> = new Map([
  [varintTag(1), (position, reader) => void (position.commit = reader.uint64())],
  [varintTag(2), (position, reader) => void (position.prepare = reader.uint64())],
])

type FilterDraft = { -readonly [Key in keyof FilterRequest]: FilterRequest[Key] }

const filterFields: ReadonlyMap<number, FieldDecoder<FilterDraft>> = new Map([
  [bytesTag(1), (draft, reader) => decodeExpression(draft, 'stream', reader.message())],
  [bytesTag(2), (draft, reader) => decodeExpression(draft, 'type', reader.message())],
  [
    varintTag(3),
    (draft, reader) => Object.assign(draft, { window: reader.uint32(), hasWindow: true }),
  ],
  [bytesTag(4), (draft, reader) => void (draft.hasWindow = reader.bytes().length >= 0)],
  [varintTag(5), (draft, reader) => void (draft.checkpointEvery = reader.uint32())],
])

function decodeFilter(reader: WireReader): FilterRequest {
  const draft: FilterDraft = {
    on: null,
    regex: '',
    prefixes: [],
    window: null,
    hasWindow: false,
    checkpointEvery: 0,
  }
  decodeFields(reader, draft, filterFields)
  return draft
}

function decodeExpression(draft: FilterDraft, on: 'stream' | 'type', reader: WireReader): void {
  draft.on = on
  const prefixes: string[] = []
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === bytesTag(1)) draft.regex = reader.text()
    else if (tag === bytesTag(2)) prefixes.push(reader.text())
    else reader.skip(tag)
  }
  draft.prefixes = prefixes
}

/** `UUIDOption`: 1 for two numbers, 2 for text. */
function decodeIdsAsText(reader: WireReader): boolean {
  let asText = false
  while (reader.hasMore) {
    const tag = reader.tag()
    asText = tag === bytesTag(2)
    reader.skip(tag)
  }
  return asText
}

function decodeNumber(reader: WireReader): number {
  let value = 0
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === varintTag(1)) value = reader.uint32()
    else reader.skip(tag)
  }
  return value
}
