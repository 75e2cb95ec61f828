import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Desk } from '#api/desk.ts'
import { methods } from '#api/plugins/allowed-methods.ts'
import { type ErrorAnswer, plain } from '#api/plugins/error-answer.ts'
import { HttpError } from '#api/plugins/http-error.ts'
import { requestIdFrom } from '#api/plugins/request-context.ts'
import type { App } from '#api/route.ts'

// What Node's HTTP server would answer itself, with an empty body or with silence.

/** @returns answers what cannot be parsed, so that only the bare socket is there */
export function answerBrokenRequest(desk: Desk) {
  return (error: NodeJS.ErrnoException, socket: Duplex): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    end(socket, plain(statusOfBroken(error.code)), desk.uuid())
  }
}

export function installBrokenRequests(app: App, desk: Desk): void {
  const idOf = requestIdFrom(desk)
  app.server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    const allow = methods.join(', ')
    end(socket, { ...plain(405), headers: { allow } }, idOf(request))
  })
  app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const { status, body } = plain(417)
    const text = JSON.stringify(body)
    response.writeHead(status, { ...headersOf(text, idOf(request)), connection: 'close' })
    response.end(text)
  })
  app.addHook('onRequest', ({ raw, headers }, _reply, done) => {
    const lacksHost = headers.host === undefined && raw.httpVersion === '1.1'
    done(lacksHost ? new HttpError(400, 'Missing header: Host') : undefined)
  })
}

function statusOfBroken(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
}

function headersOf(text: string, requestId: string): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    'x-request-id': requestId,
  }
}

function end(socket: Duplex, { status, body, headers }: ErrorAnswer, requestId: string): void {
  const text = JSON.stringify(body)
  const lines = Object.entries({ ...headersOf(text, requestId), ...headers, connection: 'close' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${text}`)
}
