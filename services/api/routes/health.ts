import { sharedWhileAsked } from '@deskhive/shared/kernel/shared-while-asked.ts'
import type { Readiness } from '@deskhive/shared/observability/serve-operations.ts'
import type { Desk } from '#api/desk.ts'
import type { App } from '#api/route.ts'

const watched = { group: 'public', isUncounted: true } as const

/** What watches over the process asks here, without a key; beside the API's paths and among them. */
export function healthRoutes(app: App, desk: Desk): void {
  // It asks every store, without a key and uncounted: a question for each who asks would slow all others down.
  const checkReadiness = sharedWhileAsked(desk.checkReadiness)
  for (const base of ['', '/api/v1']) addHealth(app, checkReadiness, base)
  app.get('/metrics', { config: watched }, async (_request, reply) =>
    reply.type(desk.metrics.contentType).send(await desk.metrics.text()),
  )
}

type CheckReadiness = () => Promise<Readiness>

function addHealth(app: App, checkReadiness: CheckReadiness, base: string): void {
  app.get(`${base}/health-check`, { config: { group: 'public' } }, (_request, reply) =>
    reply.send({ message: 'Health check successful' }),
  )
  app.get(`${base}/health/live`, { config: watched }, (_request, reply) =>
    reply.send({ live: true }),
  )
  app.get(`${base}/health/ready`, { config: watched }, async (_request, reply) => {
    const readiness = await checkReadiness()
    return reply.code(readiness.ready ? 200 : 503).send(readiness)
  })
}
