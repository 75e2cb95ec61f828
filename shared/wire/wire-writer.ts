import { bytesTag, varintTag } from './wire-reader.ts'

const FIRST_SIZE = 4096

/** There is a writer per subscription, so only what is small is kept; what grew is given away. */
const LARGEST_KEPT_SIZE = 16 * 1024

/** gRPC puts one byte (0: not compressed) and the length (32 bit, big endian) before each message. */
export const FRAME_HEADER_BYTES = 5

/** Writes protobuf fields one after the other into a buffer that grows. */
export class WireWriter {
  #buffer = Buffer.allocUnsafe(FIRST_SIZE)
  #length = 0

  get length(): number {
    return this.#length
  }

  varint(value: number): void {
    this.#reserve(10)
    let rest = value
    while (rest >= 0x80) {
      this.#buffer[this.#length++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.#buffer[this.#length++] = rest
  }

  uint64(field: number, value: number | bigint): void {
    this.varint(varintTag(field))
    if (typeof value === 'number') return this.varint(value)

    this.#reserve(10)
    let rest = value
    while (rest >= 0x80n) {
      this.#buffer[this.#length++] = Number(rest & 0x7fn) | 0x80
      rest >>= 7n
    }
    this.#buffer[this.#length++] = Number(rest)
  }

  bytes(field: number, value: Uint8Array): void {
    this.varint(bytesTag(field))
    this.varint(value.length)
    this.raw(value)
  }

  text(field: number, value: string): void {
    const length = Buffer.byteLength(value)
    this.varint(bytesTag(field))
    this.varint(length)
    this.#reserve(length)
    this.#buffer.write(value, this.#length, length)
    this.#length += length
  }

  /** A message without fields, as one-of choices use it. */
  empty(field: number): void {
    this.varint(bytesTag(field))
    this.varint(0)
  }

  /** The length goes before the content and is known after it, so longer content is moved up once. */
  message(field: number, writeContent: (writer: WireWriter) => void): void {
    this.varint(bytesTag(field))
    const lengthAt = this.#length
    this.varint(0)
    const start = this.#length
    writeContent(this)

    const end = this.#length
    this.#length = lengthAt
    const extra = varintBytes(end - start) - 1
    if (extra > 0) {
      this.#length = end
      this.#reserve(extra)
      this.#buffer.copyWithin(start + extra, start, end)
      this.#length = lengthAt
    }
    this.varint(end - start)
    this.#length = end + extra
  }

  /** Bytes that are encoded already. */
  raw(value: Uint8Array): void {
    this.#reserve(value.length)
    this.#buffer.set(value, this.#length)
    this.#length += value.length
  }

  /** The header of a gRPC frame whose message of `length` bytes follows. */
  frameHeader(length: number): void {
    this.#reserve(FRAME_HEADER_BYTES)
    this.#buffer[this.#length] = 0
    this.#buffer.writeUInt32BE(length, this.#length + 1)
    this.#length += FRAME_HEADER_BYTES
  }

  /** One message as a gRPC frame, behind what was written before. */
  frame(writeContent: (writer: WireWriter) => void): void {
    const start = this.#length
    this.frameHeader(0)
    writeContent(this)
    this.#buffer.writeUInt32BE(this.#length - start - FRAME_HEADER_BYTES, start + 1)
  }

  /** What was written; the writer starts again. */
  take(): Buffer {
    const written = this.#buffer.subarray(0, this.#length)
    this.#length = 0
    if (this.#buffer.length <= LARGEST_KEPT_SIZE) return Buffer.from(written)

    this.#buffer = Buffer.allocUnsafe(FIRST_SIZE)
    return written
  }

  #reserve(count: number): void {
    const needed = this.#length + count
    if (needed <= this.#buffer.length) return

    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2))
    this.#buffer.copy(larger, 0, 0, this.#length)
    this.#buffer = larger
  }
}

/** How many bytes the number takes as a varint. */
export function varintBytes(value: number): number {
  let count = 1
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) count += 1
  return count
}

const shared = new WireWriter()

/** One message by itself. `writeContent` must not call this again. */
export function encodeMessage(writeContent: (writer: WireWriter) => void): Buffer {
  writeContent(shared)
  return shared.take()
}

/** One message as a gRPC frame. `writeContent` must not call this again. */
export function encodeFrame(writeContent: (writer: WireWriter) => void): Buffer {
  shared.frame(writeContent)
  return shared.take()
}
