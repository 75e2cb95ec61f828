import type { Desk } from '#api/desk.ts'
import { answerHeaders, requestHeaders } from '#api/reference/headers.ts'
import type { App } from '#api/route.ts'

/** Beside those, what browsers send without asking and what is described elsewhere. */
const allowed = ['Content-Type', 'X-API-KEY', ...Object.keys(requestHeaders)]
const exposed = ['Allow', ...Object.keys(answerHeaders)]
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
      reply.header('access-control-allow-headers', allowed.join(', '))
      reply.header('access-control-max-age', PREFLIGHT_SECONDS)
    } else {
      reply.header('access-control-expose-headers', exposed.join(', '))
    }
    done()
  })
}
