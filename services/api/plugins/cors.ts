import type { Desk } from '#api/desk.ts'
import { answerHeaders, requestHeaders } from '#api/plugins/known-headers.ts'
import type { App } from '#api/route.ts'

/** How long a browser may keep what a preflight told it. */
const PREFLIGHT_SECONDS = '600'

/** Only pages of the origins that `CORS_ORIGINS` names may call from a browser; without it, none. */
export function installCors(app: App, { corsOrigins }: Desk): void {
  if (corsOrigins.size === 0) return
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers
    reply.header('vary', 'Origin')
    if (origin === undefined || !corsOrigins.has(origin)) return done()
    reply.header('access-control-allow-origin', origin)
    if (request.method === 'OPTIONS') {
      reply.header('access-control-allow-methods', 'GET, HEAD, POST, PUT, DELETE')
      reply.header('access-control-allow-headers', requestHeaders.join(', '))
      reply.header('access-control-max-age', PREFLIGHT_SECONDS)
    } else {
      reply.header('access-control-expose-headers', answerHeaders.join(', '))
    }
    done()
  })
}
