import { isUtf8 } from 'node:buffer'
import type { FastifyRequest } from 'fastify'
import { HttpError } from '#api/plugins/http-error.ts'
import type { App } from '#api/route.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** As it came, for those who asked that an answer be kept for it. */
    rawBody: Buffer | null
  }
}

/** JSON in UTF-8 and nothing else. An empty body counts as none. */
export function installBodies(app: App): void {
  app.decorateRequest('rawBody', null)
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('remove', 'remove')

  app.addContentTypeParser(
    /^application\/(?:[a-z0-9.-]+\+)?json(?:\s*;|$)/i,
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer, done) => {
      if (body.length === 0) return done(null, undefined)
      if (!isPlain(request)) return done(new HttpError(415, 'The body must be plain UTF-8 text'))
      if (!isUtf8(body)) return done(new HttpError(400, 'The body is not UTF-8'))
      if ('idempotency-key' in request.headers) request.rawBody = body
      return parse(request, body.toString('utf8'), (error, value) =>
        error ? done(new HttpError(400, 'The body is not valid JSON')) : done(null, value),
      )
    },
  )
}

/** Neither compressed nor in another alphabet: we would take it for something that it is not. */
function isPlain({ headers }: FastifyRequest): boolean {
  const charset =
    /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8'
  const codings = [
    headers['content-encoding'] ?? 'identity',
    headers['transfer-encoding'] ?? 'chunked',
  ]
  return (
    /^(utf-?8|us-ascii)$/i.test(charset) && /^identity chunked$/i.test(codings.join(' ').trim())
  )
}
