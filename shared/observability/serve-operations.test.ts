import { expect, test } from 'vitest'
import { createMetrics } from './metrics.ts'
import { type Readiness, serveOperations } from './serve-operations.ts'

test('a service answers for its life, its readiness and its metrics', async () => {
  const metrics = createMetrics('projector')
  metrics.counter({ name: 'deskhive_events_total', help: 'Events seen' }).inc(3)
  let readiness: Readiness = { ready: true, lag: 0n }
  await using server = await serve(metrics, () => readiness)
  const at = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`)

  expect(await (await at('/health/live')).json()).toEqual({ live: true })
  expect(await (await at('/health/ready')).json()).toEqual({ ready: true, lag: '0' })
  expect(await (await at('/metrics')).text()).toContain(
    'deskhive_events_total{service="projector"} 3',
  )

  readiness = { ready: false, lag: 12n }
  const notReady = await at('/health/ready')
  expect([notReady.status, await notReady.json()]).toEqual([503, { ready: false, lag: '12' }])
  expect((await at('/')).status).toBe(404)
})

test('a readiness check that fails counts as not ready and discloses nothing', async () => {
  await using server = await serve(createMetrics('notifier'), () => {
    throw new Error('postgres://user:password@host')
  })

  const answer = await fetch(`http://127.0.0.1:${server.port}/health/ready`)
  expect([answer.status, await answer.json()]).toEqual([503, { ready: false }])
})

function serve(metrics: ReturnType<typeof createMetrics>, checkReadiness: () => Readiness) {
  return serveOperations({ host: '127.0.0.1', port: 0, metrics, checkReadiness })
}
