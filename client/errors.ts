export type FieldErrors = { readonly [field: string]: readonly string[] }

export type Refusal = {
  readonly status: number
  readonly message: string
  /** What is wrong with each field; `{}` where no field is named. */
  readonly errors: FieldErrors
  /** Names the request in the desk's logs and events. */
  readonly requestId: string | null
  /** Seconds after which it may be tried again, where the desk says so. */
  readonly retryAfter: number | null
}

/** The desk answered, and not with success. */
export class DeskError extends Error implements Refusal {
  readonly status: number
  readonly errors: FieldErrors
  readonly requestId: string | null
  readonly retryAfter: number | null

  constructor({ status, message, errors, requestId, retryAfter }: Refusal) {
    super(message)
    this.name = new.target.name
    this.status = status
    this.errors = errors
    this.requestId = requestId
    this.retryAfter = retryAfter
  }
}

/** 400, 405, 413, 415 and whatever else of 4xx has no class of its own. */
export class BadRequest extends DeskError {}
/** 401: the key is unknown, revoked, expired or of the other group. */
export class InvalidKey extends DeskError {}
/** 403: a scope is missing, or the ticket is locked. */
export class Forbidden extends DeskError {}
/** 404: it does not exist, or not for this key. */
export class NotFound extends DeskError {}
/** 409 and 412: somebody else was faster. */
export class Conflict extends DeskError {}
/** 422: `errors` tells what is wrong with which field. */
export class InvalidFields extends DeskError {}
/** 429: over the rate limit. */
export class TooManyRequests extends DeskError {}
/** 5xx: a fault, or something that the desk needs is down. */
export class DeskUnavailable extends DeskError {}

/** No answer came: the network, or the time was up. `cause` is what was thrown last. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('The desk did not answer', { cause })
    this.name = 'NoAnswer'
  }
}

const classes: { readonly [status: number]: new (refusal: Refusal) => DeskError } = {
  401: InvalidKey,
  403: Forbidden,
  404: NotFound,
  409: Conflict,
  412: Conflict,
  422: InvalidFields,
  429: TooManyRequests,
}

/** @param body of the answer, parsed where it was JSON */
export function errorOf(response: Response, body: unknown): DeskError {
  const { status } = response
  const Class = classes[status] ?? (status >= 500 ? DeskUnavailable : BadRequest)
  const { message, errors } = parseBody(body)
  return new Class({
    status,
    message: message ?? `The desk answered ${status}`,
    errors: errors ?? {},
    requestId: response.headers.get('x-request-id'),
    retryAfter: secondsIn(response.headers.get('retry-after')),
  })
}

/** `Retry-After` in seconds, which may be given as a date. */
export function secondsIn(header: string | null): number | null {
  if (header === null) return null
  if (/^\d+$/.test(header)) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1_000))
}

type ErrorBody = { readonly message?: string; readonly errors?: FieldErrors }

function parseBody(body: unknown): ErrorBody {
  return typeof body === 'object' && body !== null ? (body as ErrorBody) : {}
}
