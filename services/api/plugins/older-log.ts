import type { onRequestHookHandler } from 'fastify'
import type { Desk } from '#api/desk.ts'
import { isWrite } from '#api/plugins/is-write.ts'
import type { App } from '#api/route.ts'

/** On a log that is older than the database nothing is written: it would count as applied, and nobody would see it. */
export function installOlderLog(app: App, { logWatch }: Pick<Desk, 'logWatch'>): void {
  const refuse: onRequestHookHandler = (_request, _reply, done) =>
    done(logWatch.found() ?? undefined)
  app.addHook('onRoute', (route) => {
    if (route.config?.group === 'public' || !isWrite(route)) return
    route.onRequest = [route.onRequest ?? [], refuse].flat()
  })
}
