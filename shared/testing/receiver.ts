import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type Socket } from 'node:net'
import type { TestCertificate } from './certificate.ts'

export type ReceivedRequest = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Somebody to whom the desk posts, on 127.0.0.1. */
export type TestReceiver = AsyncDisposable & {
  readonly url: string
  readonly received: readonly ReceivedRequest[]
}

type Answer = (response: ServerResponse, request: ReceivedRequest) => void

/**
 * @param answer gets the request when it is there whole; answers 204 where it is left out
 * @param certificate with one it speaks TLS
 */
export async function startReceiver(
  answer: Answer = taken,
  certificate: TestCertificate | null = null,
): Promise<TestReceiver> {
  const received: ReceivedRequest[] = []
  const listener = (incoming: IncomingMessage, response: ServerResponse) => {
    void readRequest(incoming).then((request) => {
      received.push(request)
      answer(response, request)
    })
  }
  const server =
    certificate === null ? createServer(listener) : createTlsServer(certificate, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  const url = urlOf(server.address()).replace('http:', certificate === null ? 'http:' : 'https:')
  return { url, received, [Symbol.asyncDispose]: close }
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
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return {
    url: urlOf(server.address()),
    open: () => sockets.size,
    [Symbol.asyncDispose]: close,
  }
}

function taken(response: ServerResponse): void {
  response.writeHead(204).end()
}

async function readRequest(incoming: IncomingMessage): Promise<ReceivedRequest> {
  let body = ''
  for await (const chunk of incoming.setEncoding('utf8')) body += String(chunk)
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: Object.fromEntries(headers),
    body,
  }
}

function urlOf(address: unknown): string {
  const hasPort = typeof address === 'object' && address !== null && 'port' in address
  return `http://127.0.0.1:${hasPort ? String(address.port) : ''}/`
}
