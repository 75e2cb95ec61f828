import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '#api/desk.ts'
import { HttpError } from '#api/plugins/http-error.ts'
import type { App } from '#api/route.ts'

const MINUTE_MS = 60_000

/**
 * So many requests per API key and minute of the clock, strangers by their address. Every answer tells the
 * limit, what remains, and the seconds until the count starts anew. Probes and metrics are not counted.
 */
export function installRateLimit(app: App, desk: Desk): void {
  if (desk.limits.requestsPerMinute === 0) return
  app.addHook('onRoute', (route) => {
    if (route.config?.isUncounted) return
    const count = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => {
      done(isWithinLimit(desk, request, reply) ? undefined : tooMany(reply))
    }
    route.onRequest = [route.onRequest ?? [], count].flat()
  })
}

/** Counts the request and sets the headers; for what has no route, too. */
export function isWithinLimit(desk: Desk, request: FastifyRequest, reply: FastifyReply): boolean {
  const limit = desk.limits.requestsPerMinute
  if (limit === 0) return true

  const now = Date.now()
  const minute = Math.floor(now / MINUTE_MS)
  const caller = request.identity?.countedAs ?? `ip ${request.ip}`
  const count = desk.rateUsage.count(caller, minute)

  reply.header('x-ratelimit-limit', limit)
  reply.header('x-ratelimit-remaining', Math.max(0, limit - count))
  reply.header('x-ratelimit-reset', Math.ceil(((minute + 1) * MINUTE_MS - now) / 1_000))
  return count <= limit
}

export function tooMany(reply: FastifyReply): HttpError {
  const retryAfter = String(reply.getHeader('x-ratelimit-reset'))
  return new HttpError(429, 'Too Many Attempts.', { 'retry-after': retryAfter })
}
