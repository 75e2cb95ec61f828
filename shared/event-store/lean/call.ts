import type { ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2'
import { FrameParser } from '../../wire/frame-parser.ts'
import { LogRefused, Unanswered, unansweredStatuses } from '../transport.ts'

/** A gRPC call that was answered with a status other than OK, and what the node says of it. */
export class CallRefused extends LogRefused {
  /** The node's own word for it, e.g. `stream-deleted`; absent where it has none. */
  readonly exception: string | undefined

  constructor(status: number, trailers: IncomingHttpHeaders) {
    super(`gRPC status ${status}: ${decodeURIComponent(String(trailers['grpc-message'] ?? ''))}`)
    const exception = trailers['exception']
    this.exception = typeof exception === 'string' ? exception : undefined
  }
}

export type CallListener = {
  readonly onMessage: (message: Buffer) => void
  /** Once, and last. `null` is an end with status OK, else `CallRefused` or `Unanswered`. */
  readonly onEnd: (error: CallRefused | Unanswered | null) => void
}

const STATUS_OK = 0

/** The end is told when the stream has closed, for only then is it known whether a status came. */
export function listen(stream: ClientHttp2Stream, { onMessage, onEnd }: CallListener): void {
  const parser = new FrameParser()
  let trailers: IncomingHttpHeaders = {}
  let fault: unknown = 'the connection was closed'

  stream.on('response', (headers) => {
    if (headers['grpc-status'] !== undefined) trailers = headers
    else if (headers[':status'] !== 200) fault = `HTTP status ${headers[':status']}`
  })
  stream.on('data', (chunk: Buffer) => {
    try {
      for (const message of parser.push(chunk)) onMessage(message)
    } catch (error) {
      fault = error
      stream.destroy()
    }
  })
  stream.on('trailers', (headers) => {
    trailers = headers
  })
  stream.on('error', (error) => {
    fault = error
  })
  stream.on('close', () => onEnd(endOf(trailers, fault)))
}

function endOf(trailers: IncomingHttpHeaders, fault: unknown): CallRefused | Unanswered | null {
  const text = trailers['grpc-status']
  if (text === undefined) return new Unanswered(fault)
  const status = Number(text)
  if (status === STATUS_OK) return null
  const refused = new CallRefused(status, trailers)
  return unansweredStatuses.has(status) ? new Unanswered(refused) : refused
}
