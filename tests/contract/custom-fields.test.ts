import { beforeAll, expect, test } from 'vitest'
import { createCustomer, createTicket } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { wrongFields } from './resource-client.ts'

const desk = useTestDesk()
let customer_id: number
beforeAll(async () => {
  customer_id = await createCustomer(desk.ask)
})

async function addField(fields: object): Promise<number> {
  const { body } = await desk.ask('POST', '/internal/custom-fields', {
    body: { label: 'Order', type: 'number', ...fields },
  })
  return body.data.id
}

const post = (custom_fields: unknown) =>
  desk.ask('POST', '/internal/tickets', {
    body: { customer_id, title: 'Late', content: 'Where is it?', custom_fields },
  })

test('a ticket keeps the values of its custom fields and shows what they are', async () => {
  const [order, day] = [await addField({}), await addField({ label: 'Day', type: 'date' })]
  const sent = [
    { id: day, value: '2026-03-15' },
    { id: order, value: 42 },
  ]
  const { status, body } = await post(sent)
  expect(status).toBe(201)
  expect(body.data.custom_fields).toEqual([
    { id: day, label: 'Day', type: 'date', value: '2026-03-15' },
    { id: order, label: 'Order', type: 'number', value: 42 },
  ])
  const url = `/internal/tickets/${body.data.id}`
  expect((await desk.ask('GET', url)).body.data).toEqual(body.data)
  const list = await desk.ask('GET', '/internal/tickets')
  expect(list.body.data[0]).toEqual(body.data)
})

test('every wrong value is named at its place, with what its type takes', async () => {
  const [order, day] = [await addField({}), await addField({ label: 'Day', type: 'date' })]
  const draft = await addField({ status: 'draft' })
  const answer = await post([
    { id: order, value: 'many' },
    { id: day, value: '2026-02-30' },
    { id: 987_654, value: 'x' },
    { id: draft, value: 1 },
    { id: order, value: 1 },
  ])
  expect(wrongFields(answer)).toEqual([
    'custom_fields.0.value',
    'custom_fields.1.value',
    'custom_fields.2.id',
    'custom_fields.3.id',
    'custom_fields.4.id',
  ])
  expect(answer.body.message).toBe('The custom_fields.0.value field must be a number.')
  expect(wrongFields(await post([{ id: day, value: { not: 'this' } }]))).toEqual([
    'custom_fields.0.value',
  ])
  expect(wrongFields(await post('all'))).toEqual(['custom_fields'])
})

test('a blank is no value', async () => {
  const id = await addField({})
  for (const value of ['', ' ', null]) {
    expect((await post([{ id, value }])).body.data.custom_fields).toEqual([])
  }
})

test('a field that is deleted leaves the tickets, and stays in their history', async () => {
  const id = await addField({})
  const { body } = await post([{ id, value: '7' }])
  const url = `/internal/tickets/${body.data.id}`
  await desk.ask('DELETE', `/internal/custom-fields/${id}`)
  expect((await desk.ask('GET', url)).body.data.custom_fields).toEqual([])
  const closed = await desk.ask('PUT', url, { body: { status: 'closed' } })
  expect(closed.body.data.custom_fields).toEqual([])
  const history = await desk.ask('GET', `${url}/history`)
  expect(history.body.data[0].data.custom_fields).toEqual([{ id, value: '7' }])
  expect(wrongFields(await post([{ id, value: '7' }]))).toEqual(['custom_fields.0.id'])
})

test('a required field must have a value from the moment it is published, in every process', async () => {
  await using other = await desk.startApi()
  const id = await addField({ label: 'Serial', type: 'text', is_required: true, status: 'draft' })
  await createTicket(desk.ask)
  const url = `/internal/custom-fields/${id}`
  const published = await desk.ask('PUT', url, { body: { status: 'published' } })
  expect(published.status).toBe(200)

  const missing = await post(undefined)
  expect(wrongFields(missing)).toEqual(['custom_fields'])
  expect(missing.body.message).toContain('Serial')
  expect(wrongFields(await post([{ id, value: ' ' }]))).toEqual(['custom_fields.0.value'])
  const body = { customer_id, title: 'Late', content: 'Where?' }
  const elsewhere = await other.ask('POST', '/internal/tickets', { body })
  expect(wrongFields(elsewhere)).toEqual(['custom_fields'])
  expect((await post([{ id, value: 'A-1' }])).status).toBe(201)

  await desk.ask('DELETE', url)
  expect((await post(undefined)).status).toBe(201)
})
