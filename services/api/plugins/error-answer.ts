import { type FieldErrors, type RefusalCode, Refused } from '@deskhive/shared/kernel/refused.ts'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { HttpError } from '#api/plugins/http-error.ts'
import { InvalidRequest } from '#api/plugins/invalid-request.ts'

export type ErrorAnswer = {
  readonly status: number
  readonly body: { readonly message: string; readonly errors?: FieldErrors }
  readonly headers: Readonly<Record<string, string>>
}

/** The one place where a refusal becomes a status. */
const statusOf: { readonly [code in RefusalCode]: number } = {
  INVALID: 422,
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  LOCKED: 403,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
}

/** Dependencies come back within seconds, and who waits should not crowd them. */
const RETRY_AFTER_SECONDS = '1'

/**
 * Postgres refuses texts that cannot be stored: the caller's, wherever they slipped through. Not numbers that are too
 * large: those are checked at the door, and what a statement of ours makes of them is ours.
 */
const unstorable = new Set(['22021', '22P02', '22P05'])

/** What Fastify itself refuses. Its own messages name its inner workings. */
const messages: { readonly [status: number]: string } = {
  400: 'The request could not be read',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'The request took too long to arrive',
  413: 'The body may not be larger than 1 MiB',
  414: 'Not found',
  415: 'The body must be JSON (Content-Type: application/json)',
  417: 'The server meets no expectation but 100-continue',
  431: 'The headers are too large',
}

export function answerFor(error: unknown): ErrorAnswer {
  if (error instanceof Refused) return refusal(error)
  if (error instanceof InvalidRequest) return wrongFields(error.fields)
  if (error instanceof HttpError) {
    return { status: error.statusCode, body: { message: error.message }, headers: error.headers }
  }
  if (error instanceof Unavailable) return unavailable
  return answerForForeign(error)
}

function wrongFields(errors: FieldErrors): ErrorAnswer {
  const message = Object.values(errors)[0]?.[0] ?? 'The given data was invalid.'
  return { status: 422, body: { message, errors }, headers: {} }
}

const unavailable: ErrorAnswer = {
  status: 503,
  body: { message: 'Temporarily unavailable. Please try again.' },
  headers: { 'retry-after': RETRY_AFTER_SECONDS },
}

function refusal({ code, message, fields }: Refused): ErrorAnswer {
  if (code === 'INVALID') return wrongFields(fields)
  // The same for what never was and for what this caller may not see.
  if (code === 'NOT_FOUND') return plain(404)
  const headers = code === 'CONFLICT' ? { 'retry-after': RETRY_AFTER_SECONDS } : {}
  return { status: statusOf[code], body: { message }, headers: { ...headers } }
}

function answerForForeign(error: unknown): ErrorAnswer {
  if (!(error instanceof Error)) return fault
  const code = 'code' in error ? String(error.code) : ''
  if (unstorable.has(code)) return plain(400)

  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return plain(413)
  if (status === 503) return unavailable
  return status >= 400 && status < 500 ? plain(status) : fault
}

const fault: ErrorAnswer = { status: 500, body: { message: 'Internal server error' }, headers: {} }

export function plain(status: number): ErrorAnswer {
  const message = messages[status] ?? 'The request could not be answered'
  return { status: status === 414 ? 404 : status, body: { message }, headers: {} }
}
