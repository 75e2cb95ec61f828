import type { Desk } from '#api/desk.ts'
import type { App } from '#api/route.ts'

const watched = { group: 'public', isUncounted: true } as const

/** What watches over the process asks here, without a key; beside the API's paths and among them. */
export function healthRoutes(app: App, desk: Desk): void {
  for (const base of ['', '/api/v1']) addHealth(app, desk, base)
  app.get('/metrics', { config: watched }, async (_request, reply) =>
    reply.type(desk.metrics.contentType).send(await desk.metrics.text()),
  )
}

function addHealth(app: App, desk: Desk, base: string): void {
  app.get(`${base}/health-check`, { config: { group: 'public' } }, (_request, reply) =>
    reply.send({ message: 'Health check successful' }),
  )
  app.get(`${base}/health/live`, { config: watched }, (_request, reply) =>
    reply.send({ live: true }),
  )
  app.get(`${base}/health/ready`, { config: watched }, async (_request, reply) => {
    const readiness = await desk.checkReadiness()
    return reply.code(readiness.ready ? 200 : 503).send(readiness)
  })
}
