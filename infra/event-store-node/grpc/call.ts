import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import { LONGEST_TIMER_MS, timeoutMs } from './deadline.ts'
import { encodeMessageTrailer, encodeTrailer, GrpcError, STATUS } from './status.ts'

const RESPONSE_HEADERS = { ':status': 200, 'content-type': 'application/grpc' } as const

/** RST_STREAM with this code after the trailers tells the client to stop sending, without calling it an error. */
const NO_ERROR = 0

/**
 * One gRPC call as the server sees it. It is over once, in one of four ways: `end` (OK), `fail` (a status),
 * its deadline (DEADLINE_EXCEEDED), or the client going away; after that everything here does nothing.
 */
export class GrpcCall {
  readonly #stream: ServerHttp2Stream
  readonly #deadlineTimer: NodeJS.Timeout | undefined
  readonly #closing = new AbortController()
  #isOver = false

  constructor(stream: ServerHttp2Stream, headers: IncomingHttpHeaders) {
    this.#stream = stream
    const timeout = timeoutMs(headers['grpc-timeout'])
    if (timeout !== null && timeout < LONGEST_TIMER_MS) {
      this.#deadlineTimer = setTimeout(() => this.#expire(), timeout)
    }
    stream.once('close', () => this.#finish())
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Aborts when the call is over, however that came. */
  get signal(): AbortSignal {
    return this.#closing.signal
  }

  /**
   * Sends whole frames.
   * @returns null where more may follow at once, else a promise to wait for: the client reads slower
   *   than it is written to. It also resolves when the call is over.
   */
  write(frames: Buffer): Promise<void> | null {
    if (!this.#canSend) return null

    this.#respond()
    return this.#stream.write(frames) ? null : this.#drained()
  }

  /** Takes no more messages until then: a client that does not read its answers gets no new ones. */
  pauseUntil(drained: Promise<void>): void {
    this.#stream.pause()
    void drained.then(() => this.#stream.resume())
  }

  /** Ends with status OK, after a last frame if given. */
  end(frame?: Buffer): void {
    if (!this.#canSend) return

    this.#respond()
    this.#stream.once('wantTrailers', () => this.#sendTrailers({ 'grpc-status': STATUS.ok }))
    this.#stream.end(frame)
    this.#finish()
  }

  fail(error: GrpcError): void {
    if (!this.#canSend) return

    const trailers = asTrailers(error)
    if (this.#stream.headersSent) {
      this.#stream.once('wantTrailers', () => this.#sendTrailers(trailers))
      this.#stream.end()
    } else {
      this.#stream.respond({ ...RESPONSE_HEADERS, ...trailers }, { endStream: true })
      this.#stopUpload()
    }
    this.#finish()
  }

  // A stream that the client has reset knows it before its 'close' is emitted.
  get #canSend(): boolean {
    return !this.#isOver && !this.#stream.destroyed && !this.#stream.closed
  }

  #respond(): void {
    if (!this.#stream.headersSent) this.#stream.respond(RESPONSE_HEADERS, { waitForTrailers: true })
  }

  #sendTrailers(trailers: Record<string, string | number>): void {
    if (this.#stream.destroyed) return
    this.#stream.sendTrailers(trailers)
    this.#stopUpload()
  }

  // A client that is still sending would fill its window with what nobody reads. Not at once, because a reset
  // overtakes trailers that are not written yet.
  #stopUpload(): void {
    setImmediate(() => {
      if (!this.#stream.readableEnded && !this.#stream.closed) this.#stream.close(NO_ERROR)
    })
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#stream.off('drain', done)
        this.#stream.off('close', done)
        resolve()
      }
      this.#stream.on('drain', done)
      this.#stream.on('close', done)
    })
  }

  #expire(): void {
    this.fail(new GrpcError(STATUS.deadlineExceeded, 'Deadline Exceeded'))
  }

  #finish(): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#deadlineTimer)
    this.#closing.abort()
  }
}

function asTrailers(error: GrpcError): Record<string, string | number> {
  const trailers: Record<string, string | number> = {
    'grpc-status': error.status,
    'grpc-message': encodeMessageTrailer(error.message),
  }
  for (const [name, value] of Object.entries(error.trailers)) trailers[name] = encodeTrailer(value)
  return trailers
}
