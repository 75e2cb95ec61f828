import type { App } from '#api/route.ts'

/**
 * What helmet would say for an API that sends JSON to programs: nothing here is to be framed, sniffed,
 * cached or run. Constant, and set in one go, for it is on every answer.
 */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'cache-control': 'no-store',
}

export function installSecurityHeaders(app: App): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(securityHeaders)
    done()
  })
}
