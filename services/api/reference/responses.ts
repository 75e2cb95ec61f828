import type { Json } from '#api/reference/json-schema.ts'

/** What every operation may answer beside its own: [meaning, message of the example]. */
const meanings: { readonly [status: string]: readonly [string, string] } = {
  400: ['The key is missing, or the request is not well-formed.', 'Missing header: X-API-KEY'],
  401: ['The key is unknown, revoked, expired or of the other group.', 'Invalid API key'],
  403: ['The key lacks the scope, or the ticket is locked.', 'Forbidden scope'],
  404: ['There is no such thing, or it may not be seen.', 'Not found'],
  409: [
    'Another change or the same request is under way; Retry-After tells when to come back.',
    'A request with this Idempotency-Key is still running',
  ],
  412: ['The ETag given as If-Match no longer holds.', 'This was changed meanwhile'],
  413: ['The body is larger than 1 MiB.', 'The body may not be larger than 1 MiB'],
  415: [
    'The body is not plain JSON in UTF-8.',
    'The body must be JSON (Content-Type: application/json)',
  ],
  422: ['Fields are wrong; each is told.', 'The name field is required.'],
  429: ['Over the rate limit; Retry-After tells when to come back.', 'Too Many Attempts.'],
  503: [
    'Something that is needed is down; Retry-After tells when to come back.',
    'Temporarily unavailable. Please try again.',
  ],
}

const waits = new Set(['409', '429', '503'])
const limits = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset']

export function sharedResponses(): Json {
  const errors = Object.entries(meanings).map(([status, [description, message]]) => {
    const headers = ['X-Request-Id', ...limits, ...(waits.has(status) ? ['Retry-After'] : [])]
    const example = status === '422' ? { message, errors: { name: [message] } } : { message }
    const schema = { $ref: '#/components/schemas/error' }
    const content = { 'application/json': { schema, example } }
    return [status, { description, headers: named(headers), content }]
  })
  const unchanged = {
    description: 'If-None-Match names what is still so.',
    headers: named(['X-Request-Id', ...limits, 'ETag']),
  }
  return { 304: unchanged, ...Object.fromEntries(errors) }
}

function named(headers: readonly string[]): Json {
  return Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}
