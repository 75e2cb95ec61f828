import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '#api/desk.ts'
import type { App } from '#api/route.ts'
import { isEventStream } from '#api/streams/event-streams.ts'

/** Text that may stand in any log, header or event; anything else is replaced by an id of ours. */
const acceptable = /^[A-Za-z0-9._-]{1,128}$/

/** Longer than the bounded wait for the read models: worth a line. */
const SLOW_MS = 2_500

export function requestIdFrom(desk: Desk): (raw: IncomingMessage) => string {
  return ({ headers }) => {
    const given = headers['x-request-id']
    return typeof given === 'string' && acceptable.test(given) ? given : desk.uuid()
  }
}

/** `X-Request-Id` on every answer, and each request measured. Quick and successful ones are not logged. */
export function installRequestContext(app: App, desk: Desk): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  const observe = createObserver(desk)
  app.addHook('onResponse', (request, reply, done) => {
    if (isEventStream(reply)) return done() // how long it was read says nothing about us
    observe(request, reply)
    if (reply.elapsedTime > SLOW_MS && reply.statusCode < 500) logSlow(desk, request, reply)
    done()
  })
}

function createObserver({ metrics }: Desk): (request: FastifyRequest, reply: FastifyReply) => void {
  const histogram = metrics.histogram({
    name: 'deskhive_api_request_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
  })
  // Finding the child by its labels costs more than the observation itself.
  const children = new Map<string, ReturnType<typeof histogram.labels>>()
  return ({ method, routeOptions }, reply) => {
    const route = routeOptions.url ?? 'none'
    const key = `${method} ${route} ${reply.statusCode}`
    let child = children.get(key)
    if (!child) {
      child = histogram.labels({ method, route, status: String(reply.statusCode) })
      children.set(key, child)
    }
    child.observe(reply.elapsedTime / 1_000)
  }
}

function logSlow({ logger }: Desk, request: FastifyRequest, reply: FastifyReply): void {
  const { id, method, routeOptions } = request
  const ms = Math.round(reply.elapsedTime)
  const facts = { request_id: id, method, route: routeOptions.url, status: reply.statusCode, ms }
  logger.warn(facts, 'a request took long')
}
