import { once } from 'node:events'
import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from 'node:http2'

export type RawAnswer = {
  /** The messages, without their frames. */
  readonly messages: readonly Buffer[]
  /** Headers and trailers together. */
  readonly headers: Readonly<Record<string, string>>
}

const HEADER_BYTES = 5

export const frame = (message: Uint8Array): Buffer => {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt32BE(message.length, 1)
  return Buffer.concat([header, message])
}

/** A gRPC call as bytes, for what the official client cannot be made to send. */
export async function rawCall(
  port: number,
  path: string,
  request: { body: Buffer; headers?: Record<string, string>; leaveOpen?: boolean },
): Promise<RawAnswer> {
  const session = connect(`http://127.0.0.1:${port}`)
  try {
    return await callOn(session, path, request)
  } finally {
    session.destroy()
  }
}

async function callOn(
  session: ClientHttp2Session,
  path: string,
  request: { body: Buffer; headers?: Record<string, string>; leaveOpen?: boolean },
): Promise<RawAnswer> {
  const stream = session.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
    ...request.headers,
  })
  const headers: Record<string, string> = {}
  const note = (received: IncomingHttpHeaders) => {
    for (const [name, value] of Object.entries(received)) headers[name] = String(value)
  }
  stream.on('response', note)
  stream.on('trailers', note)
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  stream.on('error', () => {})
  stream.write(request.body)
  if (request.leaveOpen !== true) stream.end()
  await once(stream, 'close')
  return { messages: unframedAll(Buffer.concat(chunks)), headers }
}

/** The messages of all whole frames. */
function unframedAll(bytes: Buffer): Buffer[] {
  const messages: Buffer[] = []
  for (let at = 0; at + HEADER_BYTES <= bytes.length; ) {
    const end = at + HEADER_BYTES + bytes.readUInt32BE(at + 1)
    if (end > bytes.length) break
    messages.push(bytes.subarray(at + HEADER_BYTES, end))
    at = end
  }
  return messages
}
