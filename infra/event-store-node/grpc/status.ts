/** The status codes of gRPC that this node answers with. */
export const STATUS = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  resourceExhausted: 8,
  failedPrecondition: 9,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const

export type StatusCode = (typeof STATUS)[keyof typeof STATUS]

/** Ends a call with a status other than OK. `trailers` tell the client which error it is. */
export class GrpcError extends Error {
  override readonly name = 'GrpcError'
  readonly status: StatusCode
  readonly trailers: Readonly<Record<string, string>>

  constructor(status: StatusCode, message: string, trailers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.trailers = trailers
  }
}

/** Percent-encodes as gRPC wants it in `grpc-message`: from space to `~` all but `%` stays. */
export function encodeMessageTrailer(text: string): string {
  return text.replace(/[^ -~]|%/gu, percentEncoded)
}

/** Other trailers are read as they are, so only what an HTTP header cannot hold is encoded. */
export function encodeTrailer(text: string): string {
  return text.replace(/[^ -~]/gu, percentEncoded)
}

const percentEncoded = (char: string) =>
  [...Buffer.from(char, 'utf8')]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
