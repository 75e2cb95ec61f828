import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Desk } from '#api/desk.ts'
import { methods } from '#api/plugins/allowed-methods.ts'
import { answerFor, type ErrorAnswer, plain } from '#api/plugins/error-answer.ts'
import { HttpError } from '#api/plugins/http-error.ts'
import { count, stranger, tooMany } from '#api/plugins/rate-limit.ts'
import { requestIdFrom } from '#api/plugins/request-context.ts'
import type { App } from '#api/route.ts'

// What Node's HTTP server would answer itself, with an empty body or with silence. Counted like
// the requests of strangers.

/** @returns answers what cannot be parsed, so that only the bare socket is there */
export function answerBrokenRequest(desk: Desk) {
  return (error: NodeJS.ErrnoException, socket: Duplex): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    void answerOn(socket, desk, { answer: plain(statusOfBroken(error.code)), id: desk.uuid() })
  }
}

export function installBrokenRequests(app: App, desk: Desk): void {
  const idOf = requestIdFrom(desk)
  app.server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined) // Node has taken its own listener off, and a caller may be gone
    const allow = methods.join(', ')
    const answer = { ...plain(405), headers: { allow } }
    void answerOn(socket, desk, { answer, id: idOf(request) })
  })
  app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    void counted(desk, plain(417), request.socket).then(({ status, body, headers }) => {
      const text = JSON.stringify(body)
      const own = { ...headersOf(text, idOf(request)), ...headers, connection: 'close' }
      response.writeHead(status, own).end(text)
    })
  })
  app.addHook('onRequest', (request, reply, done) => {
    if (request.headers.host !== undefined || request.raw.httpVersion !== '1.1') return done()
    void counted(desk, answerFor(new HttpError(400, 'Missing header: Host')), request.socket).then(
      ({ status, body, headers }) => reply.code(status).headers(headers).send(body),
    )
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

type Broken = { readonly answer: ErrorAnswer; readonly id: string }

async function answerOn(socket: Duplex, desk: Desk, { answer, id }: Broken): Promise<void> {
  const { status, body, headers } = await counted(desk, answer, socket)
  const text = JSON.stringify(body)
  const lines = Object.entries({ ...headersOf(text, id), ...headers, connection: 'close' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${text}`)
}

/** @returns what the caller gets, which is another answer once it has asked too often */
async function counted(desk: Desk, answer: ErrorAnswer, socket: Duplex): Promise<ErrorAnswer> {
  const address = socket instanceof Socket ? socket.remoteAddress : undefined
  try {
    const { isAllowed, headers } = await count(desk, stranger(address))
    const told = isAllowed ? answer : answerFor(tooMany(headers))
    return { ...told, headers: { ...told.headers, ...headers } }
  } catch (error) {
    desk.logger.error({ err: error }, 'a broken request could not be counted')
    return answer
  }
}
