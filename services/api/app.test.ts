import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import { expect, test } from 'vitest'
import { buildApp } from './app.ts'
import { createCustomer } from './testing/builders.ts'
import { firstKey } from './testing/start-test-desk.ts'
import { useTestDesk } from './testing/use-test-desk.ts'

const desk = useTestDesk()

test('a ticket that was created is read as it was answered', async () => {
  const customer_id = await createCustomer(desk.ask, { name: 'Ada', email: 'ada@customer.test' })
  const body = { customer_id, title: ' It does not print ', content: 'Since Monday.\n' }
  const created = await desk.ask('POST', '/internal/tickets', { body })
  expect(created.status).toBe(201)
  expect(created.body.data).toMatchObject({
    reference_id: `SD-${created.body.data.id}`,
    title: 'It does not print',
    content: 'Since Monday.\n',
    status: 'open',
    priority: 'medium',
    department: { name: 'General' },
    customer: { id: customer_id, name: 'Ada', email: 'ada@customer.test' },
    labels: [],
    assigned_to: null,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  })
  const read = await desk.ask('GET', `/internal/tickets/${created.body.data.id}`)
  expect(read.body.data).toEqual(created.body.data)
  expect(read.headers['etag']).toBe(created.headers['etag'])
})

test('an api that stops answers what it has begun and takes nothing new', async () => {
  const customer_id = await createCustomer(desk.ask)
  const begun = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  await using stopping = await desk.startApi({
    faultPoint: async (name) => {
      if (name !== 'before-append') return
      begun.resolve()
      await goOn.promise
    },
  })
  const url = await stopping.app.listen({ host: '127.0.0.1', port: 0 })
  const headers = { 'x-api-key': firstKey, 'content-type': 'application/json' }
  const body = JSON.stringify({ customer_id, title: 'the last one', content: 'x' })
  const asked = fetch(`${url}/api/v1/internal/tickets`, { method: 'POST', headers, body })
  await begun.promise

  const closed = stopping.app.close()
  await until(async () => expect(await refuses(url)).toBe(true))
  goOn.resolve()
  expect((await asked).status).toBe(201)
  await closed
})

async function refuses(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health-check`)).status === 503
  } catch {
    return true
  }
}

test('a route that does not say who may call it does not start', () => {
  const app = buildApp({ ...desk.desk, metrics: createMetrics('another') })
  expect(() => app.get('/api/v1/open', (_request, reply) => reply.send({}))).toThrow(/who may call/)
  const config = { group: 'internal' } as const
  expect(() => app.get('/api/v1/any', { config }, (_request, reply) => reply.send({}))).toThrow(
    /scope/,
  )
})

test('metrics and probes need no key', async () => {
  const live = await desk.app.inject('/health/live')
  const ready = await desk.app.inject('/api/v1/health/ready')
  const metrics = await desk.app.inject('/metrics')
  expect([live.statusCode, ready.statusCode, metrics.statusCode]).toEqual([200, 200, 200])
  expect(ready.json()).toMatchObject({ database: true, event_store: true, projections: {} })
  expect(metrics.payload).toContain('deskhive_api_request_seconds_bucket')
  expect((await desk.ask('GET', '/health-check', { key: null })).body).toEqual({
    message: 'Health check successful',
  })
})
