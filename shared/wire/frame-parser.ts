import { FRAME_HEADER_BYTES } from './wire-writer.ts'

/** The client puts at most 3 MiB of events in a message, and other clients may send the largest record (16 MiB). */
const LARGEST_MESSAGE_BYTES = 17 * 1024 * 1024

/** A gRPC frame that is not for us, by the sender's fault. */
export class RefusedFrame extends Error {
  override readonly name = 'RefusedFrame'
  readonly reason: 'compressed' | 'too-large'

  constructor(reason: RefusedFrame['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

/** Cuts what arrives into messages, however it was split on the way. */
export class FrameParser {
  #pending: Buffer[] = []
  #pendingBytes = 0

  /**
   * The messages that are complete with this chunk, oldest first.
   * @throws RefusedFrame
   */
  push(chunk: Buffer): Buffer[] {
    const messages: Buffer[] = []
    let rest = this.#joined(chunk)
    for (;;) {
      const end = frameEnd(rest)
      if (end === null || rest.length < end) break
      messages.push(rest.subarray(FRAME_HEADER_BYTES, end))
      rest = rest.subarray(end)
    }
    if (rest.length > 0) {
      this.#pending = [rest]
      this.#pendingBytes = rest.length
    }
    return messages
  }

  // Large messages come in many chunks: joining them only once they are complete keeps this linear.
  #joined(chunk: Buffer): Buffer {
    if (this.#pendingBytes === 0) return chunk

    this.#pending.push(chunk)
    this.#pendingBytes += chunk.length
    const first = this.#pending[0] ?? chunk
    const end = first.length >= FRAME_HEADER_BYTES ? (frameEnd(first) ?? 0) : 0
    if (this.#pendingBytes < end) return EMPTY

    const joined = Buffer.concat(this.#pending, this.#pendingBytes)
    this.#pending = []
    this.#pendingBytes = 0
    return joined
  }
}

const EMPTY = Buffer.alloc(0)

/** Where the first frame ends, null as long as its header is not there. */
function frameEnd(bytes: Buffer): number | null {
  if (bytes.length < FRAME_HEADER_BYTES) return null
  if (bytes[0] !== 0) throw new RefusedFrame('compressed', 'Compression is not supported')

  const length = bytes.readUInt32BE(1)
  if (length > LARGEST_MESSAGE_BYTES) {
    throw new RefusedFrame('too-large', 'Received message exceeds the maximum size')
  }
  return FRAME_HEADER_BYTES + length
}
