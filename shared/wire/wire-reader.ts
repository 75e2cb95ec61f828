/** Bytes that are no protobuf message: the sender's fault, answered with INTERNAL as gRPC servers do. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage'
}

/** How a field's value is laid out: the lower three bits of its tag. */
const WIRE_TYPES = { varint: 0, fixed64: 1, lengthDelimited: 2, fixed32: 5 } as const

/** Seven varint bytes hold 49 bits, which a double still holds exactly. */
const EXACT_VARINT_BYTES = 7

/**
 * Walks over one protobuf message without copying: what it returns are views of the given bytes,
 * which stay valid only as long as nobody reuses them.
 */
export class WireReader {
  readonly #bytes: Buffer
  readonly #end: number
  #at: number

  constructor(bytes: Buffer, at = 0, end = bytes.length) {
    this.#bytes = bytes
    this.#at = at
    this.#end = end
  }

  get hasMore(): boolean {
    return this.#at < this.#end
  }

  /** Field number × 8 + wire type. */
  tag(): number {
    return this.uint32()
  }

  /** For numbers that fit in 49 bits: tags, lengths, enums, counts. */
  uint32(): number {
    const first = this.#byte()
    if (first < 0x80) return first
    let value = first & 0x7f
    for (let index = 1; index < EXACT_VARINT_BYTES; index += 1) {
      const byte = this.#byte()
      value += (byte & 0x7f) * 2 ** (7 * index)
      if (byte < 0x80) return value
    }
    throw new MalformedMessage('A number is longer than expected')
  }

  uint64(): bigint {
    // Nearly every number fits in a double, and arithmetic with those costs a tenth.
    let low = 0
    for (let index = 0; index < EXACT_VARINT_BYTES; index += 1) {
      const byte = this.#byte()
      low += (byte & 0x7f) * 2 ** (7 * index)
      if (byte < 0x80) return BigInt(low)
    }
    let value = BigInt(low)
    for (let shift = 49n; shift < 70n; shift += 7n) {
      const byte = this.#byte()
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asUintN(64, value)
    }
    throw new MalformedMessage('A number is longer than ten bytes')
  }

  boolean(): boolean {
    return this.uint64() !== 0n
  }

  /** A view of a length-delimited value: bytes, text or a nested message. */
  bytes(): Buffer {
    const start = this.#passValue()
    return this.#bytes.subarray(start, this.#at)
  }

  // A view costs more than reading most texts and messages: these two make none.

  text(): string {
    const start = this.#passValue()
    return this.#bytes.toString('utf8', start, this.#at)
  }

  message(): WireReader {
    const start = this.#passValue()
    return new WireReader(this.#bytes, start, this.#at)
  }

  /** Passes over the value of a field that is not known here. */
  skip(tag: number): void {
    switch (tag & 7) {
      case WIRE_TYPES.varint:
        this.uint64()
        return
      case WIRE_TYPES.fixed64:
        this.#forward(8)
        return
      case WIRE_TYPES.lengthDelimited:
        this.#passValue()
        return
      case WIRE_TYPES.fixed32:
        this.#forward(4)
        return
      default:
        throw new MalformedMessage(`A field has the unknown wire type ${tag & 7}`)
    }
  }

  /** @returns where the value of a length-delimited field begins; it ends where the reader is then */
  #passValue(): number {
    const length = this.uint32()
    const start = this.#at
    this.#forward(length)
    return start
  }

  #forward(count: number): void {
    this.#at += count
    if (this.#at > this.#end) throw new MalformedMessage('A value ends beyond its message')
  }

  #byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined || this.#at >= this.#end)
      throw new MalformedMessage('The message ends within a field')
    this.#at += 1
    return byte
  }
}

/** The tag of a varint field, as `WireReader.tag` returns it. */
export const varintTag = (field: number) => field * 8 + WIRE_TYPES.varint

/** The tag of a bytes, text or message field. */
export const bytesTag = (field: number) => field * 8 + WIRE_TYPES.lengthDelimited
