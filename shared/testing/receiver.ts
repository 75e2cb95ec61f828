import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import type { TestCertificate } from './certificate.ts'
import { listen } from './listen.ts'

export type ReceivedRequest = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** When it was there whole. */
  readonly atMs: number
  /** `webhook-id`: the same at every repeat. */
  readonly id: string
  /** Whether this secret signed it, as the own library of Standard Webhooks says. */
  readonly isSignedWith: (secret: string) => boolean
}

/** Somebody to whom the desk posts, on 127.0.0.1. */
export type TestReceiver = AsyncDisposable & {
  readonly url: string
  /** In the order in which they came. */
  readonly received: readonly ReceivedRequest[]
  /** From now on. */
  readonly answer: (how: Answer) => void
}

/** A status, nothing ever, or what is done when a request is there whole. */
type Answer = number | 'hang' | ((response: ServerResponse, request: ReceivedRequest) => void)

/** @param certificate with one it speaks TLS */
export async function startReceiver(
  answer: Answer = 204,
  certificate: TestCertificate | null = null,
): Promise<TestReceiver> {
  const received: ReceivedRequest[] = []
  let how = answer
  const listener = (incoming: IncomingMessage, response: ServerResponse) => {
    void readRequest(incoming).then((request) => {
      received.push(request)
      if (typeof how === 'number') response.writeHead(how).end()
      else if (how !== 'hang') how(response, request)
    })
  }
  const server =
    certificate === null ? createServer(listener) : createTlsServer(certificate, listener)
  const port = await listen(server)
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  const url = `${certificate === null ? 'http' : 'https'}://127.0.0.1:${port}/`
  const answerLikeThis = (next: Answer) => {
    how = next
  }
  return { url, received, answer: answerLikeThis, [Symbol.asyncDispose]: close }
}

/** One that speaks to a connection as it likes. `open` counts connections that have not ended. */
export async function startRawReceiver(
  speak: (socket: Socket) => void,
): Promise<AsyncDisposable & { readonly url: string; readonly open: () => number }> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    speak(socket)
  })
  const port = await listen(server)
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return {
    url: `http://127.0.0.1:${port}/`,
    open: () => sockets.size,
    [Symbol.asyncDispose]: close,
  }
}

async function readRequest(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const body = await text(incoming)
  const named = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  const headers: Readonly<Record<string, string>> = Object.fromEntries(named)
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers,
    body,
    atMs: Date.now(),
    id: headers['webhook-id'] ?? '',
    isSignedWith: (secret) => isSigned(secret, { body, headers }),
  }
}

function isSigned(
  secret: string,
  { body, headers }: Pick<ReceivedRequest, 'body' | 'headers'>,
): boolean {
  try {
    new Webhook(secret).verify(body, { ...headers })
    return true
  } catch {
    return false
  }
}
