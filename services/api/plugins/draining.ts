import type { Desk } from '#api/desk.ts'
import type { App } from '#api/route.ts'

/**
 * A server that closes hangs up on idle connections, but not on those where an answer is still to come:
 * they would be kept alive behind it, and the process with them. Streams have no end but the one we make.
 */
export function installDraining(app: App, { streams }: Pick<Desk, 'streams'>): void {
  let isClosing = false
  app.addHook('preClose', (done) => {
    isClosing = true
    streams.close()
    done()
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close')
    done(null, payload)
  })
}
