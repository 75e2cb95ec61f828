import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '#api/desk.ts'
import { createRouteTable, type RouteTable } from '#api/plugins/allowed-methods.ts'
import { answerFor, type ErrorAnswer, plain } from '#api/plugins/error-answer.ts'
import { isWithinLimit, tooMany } from '#api/plugins/rate-limit.ts'
import type { App } from '#api/route.ts'

/** Every error leaves through here, in the one shape of the contract. */
export function installErrors(app: App, desk: Desk): void {
  const table = createRouteTable(app)
  app.setNotFoundHandler((request, reply) => {
    if (!isWithinLimit(desk, request, reply)) return send(reply, answerFor(tooMany(reply)))
    return send(reply, answerUnrouted(table, request.url))
  })
  app.setErrorHandler((error, request, reply) => {
    const answer = answerFor(error)
    if (answer.status >= 500) report(desk.logger, { error, request, answer })
    return send(reply, answer)
  })
}

/** For what fails before there is a route: paths that cannot be decoded or are too long. */
export function answerUnroutable(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.header('x-request-id', request.id)
  void send(reply, answerFor(error))
}

/** For what is not even a request, so that only the bare socket is there to answer. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const { status, body } = plain(statusOfBroken(error.code))
  const text = JSON.stringify(body)
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n` +
      'Content-Type: application/json; charset=utf-8\r\n' +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  )
}

function statusOfBroken(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
}

function answerUnrouted(table: RouteTable, url: string): ErrorAnswer {
  const methods = table.methodsAt(url)
  if (methods.length === 0) return plain(404)
  return { ...plain(405), headers: { allow: methods.join(', ') } }
}

function send(reply: FastifyReply, { status, body, headers }: ErrorAnswer): FastifyReply {
  return reply.code(status).headers(headers).send(body)
}

type Failure = {
  readonly error: unknown
  readonly request: FastifyRequest
  readonly answer: ErrorAnswer
}

/** The only line about it; who calls learns the request's id and nothing else. */
function report(logger: Logger, { error, request, answer }: Failure): void {
  const { id, method, routeOptions } = request
  const facts = {
    err: error,
    request_id: id,
    method,
    route: routeOptions.url,
    status: answer.status,
  }
  if (answer.status === 503) logger.warn(facts, 'a dependency did not answer')
  else logger.error(facts, 'a request failed')
}
