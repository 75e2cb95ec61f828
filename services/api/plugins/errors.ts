import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '#api/desk.ts'
import { createRouteTable, type RouteTable } from '#api/plugins/allowed-methods.ts'
import { answerFor, type ErrorAnswer, plain } from '#api/plugins/error-answer.ts'
import { isWithinLimit, tooMany } from '#api/plugins/rate-limit.ts'
import { securityHeaders } from '#api/plugins/security-headers.ts'
import type { App } from '#api/route.ts'

/** Every error leaves through here, in the one shape of the contract. */
export function installErrors(app: App, desk: Desk): void {
  const table = createRouteTable(app)
  app.setNotFoundHandler(async (request, reply) => {
    if (!(await isWithinLimit(desk, request, reply)))
      return send(reply, answerFor(tooMany(reply.getHeaders())))
    return sendUnrouted(table, request, reply)
  })
  app.setErrorHandler((error, request, reply) => {
    const answer = answerFor(error)
    if (answer.status >= 500) report(desk.logger, { error, request, answer })
    return send(reply, answer)
  })
}

/** @returns answers what fails before there is a route: paths that cannot be decoded or are too long */
export function answerUnroutable(desk: Desk) {
  const answer = async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    reply.headers(securityHeaders).header('x-request-id', request.id)
    const isWithin = await isWithinLimit(desk, request, reply)
    return send(reply, answerFor(isWithin ? error : tooMany(reply.getHeaders())))
  }
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    answer(error, request, reply).catch((fault: unknown) => reply.send(fault))
  }
}

/** `OPTIONS` is not a route of its own: what a path knows is told here. */
function sendUnrouted(
  table: RouteTable,
  { method, url }: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const methods = table.methodsAt(url)
  if (methods.length === 0) return send(reply, plain(404))
  const headers = { allow: methods.join(', ') }
  if (method === 'OPTIONS') return reply.code(204).headers(headers).send()
  return send(reply, { ...plain(405), headers })
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
