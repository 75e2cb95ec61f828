import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FieldErrors } from '@deskhive/shared/kernel/refused.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Caller } from '#api/caller.ts'
import type { RequestCommand } from '#api/commands/request-command.ts'
import type { Desk } from '#api/desk.ts'

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  Logger,
  ZodTypeProvider
>

/** One subject's routes: `app.post('/internal/tickets', { config, schema }, handler)`. */
export type Routes = (app: App, desk: Desk) => void

/** Every route says who may call it. */
export type Access =
  | { readonly group: 'public' }
  | { readonly group: 'external' }
  | { readonly group: 'internal'; readonly scope: string }

/** What a handler would refuse by itself, of the body as it was sent. */
export type FurtherCheck = (request: FastifyRequest) => Promise<FieldErrors>

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly group?: Access['group']
    /** Of an internal route; checked before the body is read. */
    readonly scope?: string
    /**
     * Body field → name of the resource (`resources.ts`) that its id, or each of its ids, must exist in.
     * Wrong ones are told together with what the schema found. `activeAgent` is an agent that works.
     */
    readonly references?: { readonly [field: string]: string }
    /** Asked only where schema or references found something wrong, so that all of it is told at once. */
    readonly alsoWrong?: FurtherCheck
    /** The resource whose id a POST gives out; the handler gets it from `takeId`. */
    readonly creates?: string
    /**
     * The answer holds what may be stored nowhere (a raw API key): a repeated `Idempotency-Key` runs the
     * handler again, whose commands find themselves in the log and whose answer must follow from
     * `request.command.id`.
     */
    readonly answerIsSecret?: boolean
    /** Not under the rate limit: what watches over the process must always get its answer. */
    readonly isUncounted?: boolean
    /** Until it is given up with 503; as in `answer-limit.ts` unless given. */
    readonly longestAnswerMs?: number
  }

  interface FastifyRequest {
    /** Who calls; a fault on a public route. */
    readonly caller: Caller
    /** The command that this request is, made when first asked for. */
    readonly command: RequestCommand
  }
}
