import { bytesTag, varintTag, WireReader } from '@deskhive/shared/wire/wire-reader.ts'
import { decodeStreamChoice, type StreamChoice } from './decode-append.ts'

export type BatchOptions = StreamChoice & {
  /** The `StreamIdentifier` as it came, because the answer has to carry it; null if it was left out. */
  readonly streamIdentifier: Buffer | null
  /** Milliseconds since 1970, null for none. */
  readonly deadlineMs: number | null
}

/** `BatchAppendReq`: one append may come in several of these, the options in the first. */
export type BatchMessage = {
  /** The `UUID` as it came, because the answer has to carry it. */
  readonly correlationId: Buffer
  readonly options: BatchOptions | null
  /** Each a `ProposedMessage`. */
  readonly events: readonly WireReader[]
  readonly isFinal: boolean
}

const MESSAGE = {
  correlationId: bytesTag(1),
  options: bytesTag(2),
  event: bytesTag(3),
  isFinal: varintTag(4),
}
const STREAM_IDENTIFIER = bytesTag(1)
const DEADLINE_AT = bytesTag(6)
const DEADLINE_AFTER = bytesTag(7)

export function decodeBatchMessage(message: Buffer): BatchMessage {
  const reader = new WireReader(message)
  let correlationId: Buffer = Buffer.alloc(0)
  let options: BatchOptions | null = null
  const events: WireReader[] = []
  let isFinal = false
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === MESSAGE.event) events.push(reader.message())
    else if (tag === MESSAGE.correlationId) correlationId = reader.bytes()
    else if (tag === MESSAGE.options) options = decodeOptions(reader.bytes())
    else if (tag === MESSAGE.isFinal) isFinal = reader.boolean()
    else reader.skip(tag)
  }
  return { correlationId, options, events, isFinal }
}

function decodeOptions(bytes: Buffer): BatchOptions {
  let deadlineMs: number | null = null
  const reader = new WireReader(bytes)
  const choice = decodeStreamChoice(reader, (tag) => {
    if (tag === DEADLINE_AT) deadlineMs = decodeMs(reader.message())
    else if (tag === DEADLINE_AFTER) deadlineMs = Date.now() + decodeMs(reader.message())
    else return false
    return true
  })
  return { ...choice, streamIdentifier: rawStreamIdentifier(bytes), deadlineMs }
}

function rawStreamIdentifier(options: Buffer): Buffer | null {
  const reader = new WireReader(options)
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === STREAM_IDENTIFIER) return reader.bytes()
    reader.skip(tag)
  }
  return null
}

/** A `Timestamp` or a `Duration`: seconds and nanoseconds, both signed. */
function decodeMs(reader: WireReader): number {
  let ms = 0
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === varintTag(1)) ms += Number(BigInt.asIntN(64, reader.uint64())) * 1000
    else if (tag === varintTag(2)) ms += Number(BigInt.asIntN(64, reader.uint64())) / 1_000_000
    else reader.skip(tag)
  }
  return ms
}
