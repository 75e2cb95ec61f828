import { bytesTag, varintTag, WireReader } from '../../wire/wire-reader.ts'

export type AppendAnswer = { readonly number: number } & AppendOutcome

type AppendOutcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: bigint }
  | { readonly kind: 'wrong-revision'; readonly actual: number | 'no_stream' }
  | { readonly kind: 'stream-deleted' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'timeout' }
  /** Final: the log will never take it. Otherwise nobody knows what became of it. */
  | { readonly kind: 'refused'; readonly isFinal: boolean; readonly message: string }

const RESPONSE = { correlationId: bytesTag(1), error: bytesTag(2), success: bytesTag(3) }
const NUMBERS = { first: varintTag(1), second: varintTag(2) }
const UUID = { structured: bytesTag(1), text: bytesTag(2) }
const SUCCESS = { revision: varintTag(1), position: bytesTag(3) }
const STATUS = { message: bytesTag(2), details: bytesTag(3) }
const ANY = { type: bytesTag(1), value: bytesTag(2) }

/** `BatchAppendResp` */
export function decodeAppendAnswer(message: Buffer): AppendAnswer {
  const reader = new WireReader(message)
  let number = 0
  let outcome: AppendOutcome = { kind: 'refused', isFinal: false, message: 'an empty answer' }
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === RESPONSE.correlationId) number = decodeNumber(reader.message())
    else if (tag === RESPONSE.success) outcome = decodeSuccess(reader.message())
    else if (tag === RESPONSE.error) outcome = decodeError(reader.message())
    else reader.skip(tag)
  }
  return { number, ...outcome }
}

/** The lower half of the UUID, whichever form the node answers in. */
function decodeNumber(uuid: WireReader): number {
  let number = 0
  while (uuid.hasMore) {
    const tag = uuid.tag()
    if (tag === UUID.structured) number = decodeSecond(uuid.message())
    else if (tag === UUID.text) number = Number(`0x${uuid.text().replaceAll('-', '').slice(16)}`)
    else uuid.skip(tag)
  }
  return number
}

function decodeSecond(halves: WireReader): number {
  let number = 0
  while (halves.hasMore) {
    const tag = halves.tag()
    if (tag === NUMBERS.second) number = halves.uint32()
    else halves.skip(tag)
  }
  return number
}

function decodeSuccess(success: WireReader): AppendOutcome {
  let revision = -1
  let position = 0n
  while (success.hasMore) {
    const tag = success.tag()
    if (tag === SUCCESS.revision) revision = success.uint32()
    else if (tag === SUCCESS.position) position = decodeCommit(success.message())
    else success.skip(tag)
  }
  return { kind: 'appended', revision, position }
}

function decodeCommit(position: WireReader): bigint {
  let commit = 0n
  while (position.hasMore) {
    const tag = position.tag()
    if (tag === NUMBERS.first) commit = position.uint64()
    else position.skip(tag)
  }
  return commit
}

/** `google.rpc.Status`, whose details tell by their type what is the matter. */
function decodeError(status: WireReader): AppendOutcome {
  let message = ''
  let type = ''
  let value: WireReader | null = null
  while (status.hasMore) {
    const tag = status.tag()
    if (tag === STATUS.message) message = status.text()
    else if (tag === STATUS.details) ({ type, value } = decodeAny(status.message()))
    else status.skip(tag)
  }
  return outcomeOf(type.slice(type.lastIndexOf('.') + 1), value, message)
}

function decodeAny(any: WireReader): { type: string; value: WireReader | null } {
  let type = ''
  let value: WireReader | null = null
  while (any.hasMore) {
    const tag = any.tag()
    if (tag === ANY.type) type = any.text()
    else if (tag === ANY.value) value = any.message()
    else any.skip(tag)
  }
  return { type, value }
}

function outcomeOf(type: string, value: WireReader | null, message: string): AppendOutcome {
  switch (type) {
    case 'WrongExpectedVersion':
      return { kind: 'wrong-revision', actual: decodeActual(value) }
    case 'StreamDeleted':
      return { kind: 'stream-deleted' }
    case 'MaximumAppendSizeExceeded':
      return { kind: 'too-large' }
    case 'Timeout':
      return { kind: 'timeout' }
    case 'BadRequest':
    case 'AccessDenied':
      return { kind: 'refused', isFinal: true, message: `${type} ${message}` }
    default:
      return { kind: 'refused', isFinal: false, message: `${type} ${message}` }
  }
}

function decodeActual(value: WireReader | null): number | 'no_stream' {
  let actual: number | 'no_stream' = 'no_stream'
  while (value?.hasMore) {
    const tag = value.tag()
    if (tag === NUMBERS.first) actual = value.uint32()
    else value.skip(tag)
  }
  return actual
}
