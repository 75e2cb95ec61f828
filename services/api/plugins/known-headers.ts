/** What requests may carry, beside what every browser sends. */
export const requestHeaders = [
  'Content-Type',
  'X-API-KEY',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'X-Request-Id',
  'X-Min-Position',
  'Prefer',
  'Last-Event-ID',
] as const

/** What answers tell beside their body. */
export const answerHeaders = [
  'X-Request-Id',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'X-Position',
  'ETag',
  'Idempotent-Replayed',
  'Retry-After',
  'Allow',
] as const
