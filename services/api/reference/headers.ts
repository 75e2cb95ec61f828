import type { Json } from '#api/reference/json-schema.ts'

const text = { type: 'string' }
const count = { type: 'integer', minimum: 0 }

type Described = readonly [schema: Json, description: string, example: string | number]

/** What requests may carry; the key is a security scheme. */
export const requestHeaders = {
  'X-Request-Id': [
    { ...text, pattern: '^[A-Za-z0-9._-]{1,128}$' },
    'A name for this request, in logs and in the events it makes. Anything else than such a text is replaced.',
    'checkout-42',
  ],
  'X-Min-Position': [
    { ...text, pattern: '^[0-9]+$' },
    'The `X-Position` of a write: answered is what has seen it, or 503 after two seconds.',
    '48213',
  ],
  'If-None-Match': [text, 'The `ETag` of what is known already: 304 where it still holds.', '"4"'],
  'Idempotency-Key': [
    { ...text, minLength: 1, maxLength: 255 },
    'Makes sending the same again safe, for 24 hours.',
    'order-1842-refund',
  ],
  'If-Match': [text, 'The `ETag` that was read: 412 where it no longer holds.', '"4"'],
  'Last-Event-ID': [text, 'Of a stream: goes on after this event.', '48213'],
  Prefer: [text, '`respond-async` does not wait for the read models.', 'respond-async'],
} as const satisfies { readonly [name: string]: Described }

/** What answers tell beside their body. */
export const answerHeaders = {
  'X-Request-Id': [text, 'Names this request in logs and in the events it made.', 'checkout-42'],
  'X-RateLimit-Limit': [count, 'Requests a minute for this key.', 600],
  'X-RateLimit-Remaining': [count, 'Requests left in this minute.', 599],
  'X-RateLimit-Reset': [count, 'Seconds until the count starts anew.', 42],
  'X-Position': [text, 'Where the log was after this write; send it as `X-Min-Position`.', '48213'],
  'Idempotent-Replayed': [text, '`true` where this is the first answer again.', 'true'],
  ETag: [text, 'The revision of what is shown, and a mark of what else it shows.', '"4-x3Fq0aZk"'],
  'Retry-After': [count, 'Seconds to wait.', 1],
} as const satisfies { readonly [name: string]: Described }

export type ShownHeader = keyof typeof requestHeaders | keyof typeof answerHeaders

/** Their examples are only told: the page that shows the reference would send each with every request. */
export function describedParameters(): Json {
  return Object.fromEntries(
    Object.entries(requestHeaders).map(([name, [schema, description, example]]) => [
      name,
      { name, in: 'header', schema, description: `${description} E.g. \`${example}\`.` },
    ]),
  )
}

export function describedHeaders(): Json {
  return Object.fromEntries(
    Object.entries(answerHeaders).map(([name, [schema, description, example]]) => [
      name,
      { schema, description, example },
    ]),
  )
}
