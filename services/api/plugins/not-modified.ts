import type { onSendHookHandler } from 'fastify'
import type { App } from '#api/route.ts'

/** A read whose `If-None-Match` names the `ETag` of its answer is answered 304, without a body. */
export function installNotModified(app: App): void {
  app.addHook('onRoute', (route) => {
    if (![route.method].flat().some((method) => method === 'GET' || method === 'HEAD')) return
    route.onSend = [route.onSend ?? [], spare].flat()
  })
}

const spare: onSendHookHandler = ({ headers }, reply, payload, done) => {
  const known = headers['if-none-match']
  if (known === undefined || reply.statusCode !== 200) return done(null, payload)
  if (!isNamed(known, reply.getHeader('etag'))) return done(null, payload)
  reply.code(304).removeHeader('content-type')
  done(null, '')
}

/** Weakly compared, as is right for reads. */
function isNamed(header: string, etag: unknown): boolean {
  if (typeof etag !== 'string') return false
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes('*') || tags.includes(etag)
}
