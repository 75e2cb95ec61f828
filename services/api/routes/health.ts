import type { Readiness } from '@deskhive/shared/observability/serve-operations.ts'
import type { Desk } from '#api/desk.ts'
import type { App } from '#api/route.ts'

const watched = { group: 'public', isUncounted: true } as const

/** What watches over the process asks here, without a key; beside the API's paths and among them. */
export function healthRoutes(app: App, desk: Desk): void {
  const checkReadiness = oneAtATime(desk.checkReadiness)
  for (const base of ['', '/api/v1']) addHealth(app, checkReadiness, base)
  app.get('/metrics', { config: watched }, async (_request, reply) =>
    reply.type(desk.metrics.contentType).send(await desk.metrics.text()),
  )
}

type CheckReadiness = () => Promise<Readiness>

/** It asks every store, without a key and uncounted: whoever asks while it runs gets the same answer. */
function oneAtATime(check: Desk['checkReadiness']): CheckReadiness {
  let running: Promise<Readiness> | null = null
  return () => {
    running ??= Promise.resolve(check()).finally(() => {
      running = null
    })
    return running
  }
}

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
