import { bytesTag, varintTag, type WireReader } from '@deskhive/shared/wire/wire-reader.ts'
import { unknownError } from './errors.ts'

const UUID_TEXT_BYTES = 36
const CANONICAL = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/
const BARE = /^[0-9a-f]{32}$/
const NIL = '00000000-0000-0000-0000-000000000000'

/**
 * A `UUID` message, as text or as two numbers.
 * @returns 36 characters, lower case, as ASCII
 * @throws GrpcError for what is no UUID, and for the empty one
 */
export function decodeEventId(reader: WireReader): Buffer {
  let text = ''
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === bytesTag(2)) {
      const bytes = reader.bytes()
      if (isCanonical(bytes)) return bytes
      text = bytes.toString('utf8')
    } else if (tag === bytesTag(1)) text = decodeStructured(reader.message())
    else reader.skip(tag)
  }
  return Buffer.from(canonical(text), 'latin1')
}

function decodeStructured(reader: WireReader): string {
  let most = 0n
  let least = 0n
  while (reader.hasMore) {
    const tag = reader.tag()
    if (tag === varintTag(1)) most = reader.uint64()
    else if (tag === varintTag(2)) least = reader.uint64()
    else reader.skip(tag)
  }
  return most.toString(16).padStart(16, '0') + least.toString(16).padStart(16, '0')
}

function canonical(text: string): string {
  const digits = text.toLowerCase().replaceAll('-', '')
  if (!BARE.test(digits)) throw unknownError('The id of an event is not a UUID')

  const id = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  if (id === NIL) throw unknownError('Empty eventId provided.')
  return id
}

// Practically every id comes like this, so its bytes are kept as they are.
function isCanonical(bytes: Buffer): boolean {
  if (bytes.length !== UUID_TEXT_BYTES) return false
  const text = bytes.toString('latin1')
  return CANONICAL.test(text) && text !== NIL
}
