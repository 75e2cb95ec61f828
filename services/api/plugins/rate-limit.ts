import type { Taken } from '@deskhive/shared/read-model/write-side/rate-budgets.ts'
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
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
    const count: onRequestHookHandler = (request, reply, done) => {
      const within = isWithinLimit(desk, request, reply)
      if (within instanceof Promise) return void finish(within, reply, done)
      done(within ? undefined : tooMany(reply))
    }
    route.onRequest = [route.onRequest ?? [], count].flat()
  })
}

async function finish(
  counting: Promise<boolean>,
  reply: FastifyReply,
  done: (error?: Error) => void,
): Promise<void> {
  done(await counting.then((within) => (within ? undefined : tooMany(reply)), asError))
}

/** Counts the request and sets the headers; for what has no route, too. */
export function isWithinLimit(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): boolean | Promise<boolean> {
  if (desk.limits.requestsPerMinute === 0) return true

  const minute = Math.floor(Date.now() / MINUTE_MS)
  const caller = request.identity?.countedAs ?? `ip ${request.ip}`
  const taken = desk.rateBudgets.take(caller, minute)
  const tell = ({ isAllowed, remaining }: Taken) => {
    reply.header('x-ratelimit-limit', desk.limits.requestsPerMinute)
    reply.header('x-ratelimit-remaining', remaining)
    reply.header('x-ratelimit-reset', secondsUntil(minute + 1))
    return isAllowed
  }
  return taken instanceof Promise ? taken.then(tell) : tell(taken)
}

export function tooMany(reply: FastifyReply): HttpError {
  const retryAfter = String(reply.getHeader('x-ratelimit-reset'))
  return new HttpError(429, 'Too Many Attempts.', { 'retry-after': retryAfter })
}

/** At least 1: who waited for the count may be answered in the next minute. */
function secondsUntil(minute: number): number {
  return Math.max(1, Math.ceil((minute * MINUTE_MS - Date.now()) / 1_000))
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A request could not be counted')
}
