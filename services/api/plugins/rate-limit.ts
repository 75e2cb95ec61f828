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
    const countIt: onRequestHookHandler = (request, reply, done) => {
      const within = isWithinLimit(desk, request, reply)
      if (within instanceof Promise) return void finish(within, reply, done)
      done(within ? undefined : tooMany(reply.getHeaders()))
    }
    route.onRequest = [route.onRequest ?? [], countIt].flat()
  })
}

async function finish(
  counting: Promise<boolean>,
  reply: FastifyReply,
  done: (error?: Error) => void,
): Promise<void> {
  done(await counting.then((within) => (within ? undefined : tooMany(reply.getHeaders())), asError))
}

/** Counts the request and sets the headers; for what has no route, too. */
export function isWithinLimit(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): boolean | Promise<boolean> {
  const counted = count(desk, request.identity?.countedAs ?? stranger(request.ip))
  const tell = ({ isAllowed, headers }: Counted) => {
    reply.headers(headers)
    return isAllowed
  }
  return counted instanceof Promise ? counted.then(tell) : tell(counted)
}

type Counted = {
  readonly isAllowed: boolean
  readonly headers: { readonly [name: string]: string }
}

/** Who has no key that is one is counted by address. */
export const stranger = (address: string | undefined) => `ip ${address ?? 'unknown'}`

/** One more request of the caller; without a limit there is nothing to tell. */
export function count(desk: Desk, caller: string): Counted | Promise<Counted> {
  const limit = desk.limits.requestsPerMinute
  if (limit === 0) return { isAllowed: true, headers: {} }

  const minute = Math.floor(Date.now() / MINUTE_MS)
  const taken = desk.rateBudgets.take(caller, minute)
  const told = ({ isAllowed, remaining }: Taken) => ({
    isAllowed,
    headers: {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(secondsUntil(minute + 1)),
    },
  })
  return taken instanceof Promise ? taken.then(told) : told(taken)
}

/** @param headers of the answer, which tell the limit already */
export function tooMany(headers: { readonly [name: string]: unknown }): HttpError {
  const retryAfter = String(headers['x-ratelimit-reset'])
  return new HttpError(429, 'Too Many Attempts.', { 'retry-after': retryAfter })
}

/** At least 1: who waited for the count may be answered in the next minute. */
function secondsUntil(minute: number): number {
  return Math.max(1, Math.ceil((minute * MINUTE_MS - Date.now()) / 1_000))
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A request could not be counted')
}
