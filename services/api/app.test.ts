import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCustomer } from './testing/builders.ts'
import { startTestDesk, type TestDesk } from './testing/start-test-desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk()
})
afterAll(() => desk[Symbol.asyncDispose]())

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
