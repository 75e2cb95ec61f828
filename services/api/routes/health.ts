import type { Desk } from '#api/desk.ts'
import type { App } from '#api/route.ts'

const watched = { group: 'public', isUncounted: true } as const

/** What watches over the process asks here, without a key. */
export function healthRoutes(app: App, desk: Desk): void {
  for (const path of ['/health-check', '/api/v1/health-check']) {
    app.get(path, { config: watched }, (_request, reply) =>
      reply.send({ message: 'Health check successful' }),
    )
  }
  app.get('/health/live', { config: watched }, (_request, reply) => reply.send({ live: true }))
  app.get('/health/ready', { config: watched }, async (_request, reply) => {
    const readiness = await desk.checkReadiness()
    return reply.code(readiness.ready ? 200 : 503).send(readiness)
  })
  app.get('/metrics', { config: watched }, async (_request, reply) =>
    reply.type(desk.metrics.contentType).send(await desk.metrics.text()),
  )
}
