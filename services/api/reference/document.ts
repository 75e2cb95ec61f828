import type { Json } from '#api/reference/json-schema.ts'
import { type DescribedRoute, operationOf, tagOf } from '#api/reference/operation.ts'
import { shownSchemas } from '#api/reference/shown.ts'

const text = { type: 'string' }
const count = { type: 'integer', minimum: 0 }

const errorMeanings: { readonly [status: string]: string } = {
  400: 'The key is missing, or the request is not well-formed.',
  401: 'The key is unknown, revoked, expired or of the other group.',
  403: 'The key lacks the scope, or the ticket is locked.',
  404: 'There is no such thing, or it may not be seen.',
  409: 'Another change or the same request is under way.',
  412: 'The ETag given as If-Match no longer holds.',
  422: 'Fields are wrong; each is told.',
  429: 'Over the rate limit; Retry-After tells when to come back.',
  503: 'Something that is needed is down; Retry-After tells when to come back.',
}

const headers: { readonly [name: string]: readonly [Json, string] } = {
  'X-Request-Id': [text, 'Names this request in logs and in the events it made.'],
  'X-RateLimit-Limit': [count, 'Requests a minute for this key.'],
  'X-RateLimit-Remaining': [count, 'Requests left in this minute.'],
  'X-RateLimit-Reset': [count, 'Seconds until the count starts anew.'],
  'X-Position': [text, 'Where the log was after this write; send it as X-Min-Position.'],
  'Idempotent-Replayed': [text, '`true` where this is the first answer again.'],
  ETag: [text, 'The revision of what is shown.'],
  'Retry-After': [count, 'Seconds to wait.'],
}

const parameters: { readonly [name: string]: readonly [Json, string] } = {
  'X-Min-Position': [text, 'Answer only what has seen this position.'],
  'X-Request-Id': [{ ...text, pattern: '^[A-Za-z0-9._-]{1,128}$' }, 'A name for this request.'],
  'Idempotency-Key': [
    { ...text, minLength: 1, maxLength: 255 },
    'Makes sending again safe, for 24 h.',
  ],
  'If-Match': [text, 'Only where this ETag still holds.'],
  'Last-Event-ID': [text, 'Of a stream: goes on after this event.'],
  Prefer: [text, '`respond-async` does not wait for the read models.'],
}

/** The OpenAPI 3.1 document of the routes, from the schemas that validate their requests. */
export function describeApi(routes: readonly DescribedRoute[]): Json {
  const paths: { [path: string]: { [method: string]: Json } } = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  const tags = [...new Set(routes.map(tagOf))].sort()
  return {
    openapi: '3.1.0',
    info: { title: 'DeskHive', version: '1', description: 'A support desk with a memory.' },
    servers: [{ url: '/api/v1' }],
    tags: tags.map((name) => ({ name, description: `Routes of ${name}.` })),
    paths,
    components: componentsOf(),
  }
}

function componentsOf(): Json {
  return {
    securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'X-API-KEY' } },
    schemas: { ...shownSchemas, pageMeta, error },
    headers: mapValues(headers, ([schema, description]) => ({ schema, description })),
    parameters: mapValues(parameters, ([schema, description], name) => ({
      name,
      in: 'header',
      schema,
      description,
    })),
    responses: mapValues(errorMeanings, errorResponse),
  }
}

function errorResponse(description: string, status: string): Json {
  const mayRetry = ['409', '429', '503'].includes(status)
  return {
    description,
    ...(mayRetry && { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } }),
    content: { 'application/json': { schema: { $ref: '#/components/schemas/error' } } },
  }
}

const pageMeta = {
  type: 'object',
  properties: { current_page: count, last_page: count, per_page: count, total: count },
  required: ['current_page', 'last_page', 'per_page', 'total'],
}

const error = {
  type: 'object',
  properties: {
    message: text,
    errors: { type: 'object', additionalProperties: { type: 'array', items: text } },
  },
  required: ['message'],
}

function mapValues<Value>(
  values: { readonly [name: string]: Value },
  change: (value: Value, name: string) => Json,
): Json {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, change(value, name)]),
  )
}
