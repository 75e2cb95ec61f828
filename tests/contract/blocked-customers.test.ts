import { expect, test } from 'vitest'
import { createCustomer, createTicket } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { wrongFields } from './resource-client.ts'

const desk = useTestDesk()

const act = (id: number, action: 'block' | 'unblock', body?: object) =>
  desk.ask('POST', `/internal/customers/${id}/${action}`, body ? { body } : {})
const read = async (id: number) => (await desk.ask('GET', `/internal/customers/${id}`)).body.data

test('a customer is blocked for a reason, shown until it is unblocked, and told by its history', async () => {
  const id = await createCustomer(desk.ask)
  expect(await read(id)).toMatchObject({ is_blocked: false, blocked_reason: null })
  const blocked = await act(id, 'block', { reason: ' Spam ' })
  expect(blocked.status).toBe(200)
  expect(blocked.body.data).toMatchObject({ id, is_blocked: true, blocked_reason: 'Spam' })
  expect(await read(id)).toEqual(blocked.body.data)

  const unblocked = await act(id, 'unblock')
  expect(unblocked.body.data).toMatchObject({ is_blocked: false, blocked_reason: null })
  expect(await read(id)).toEqual(unblocked.body.data)
  expect((await act(id, 'unblock', { reason: 'Mistake' })).status).toBe(200)
  const { body } = await desk.ask('GET', `/internal/customers/${id}/history`)
  expect(body.data.map(({ type }: { type: string }) => type)).toEqual([
    'CustomerCreated',
    'CustomerBlocked',
    'CustomerUnblocked',
  ])
  expect(body.data[1].changes).toEqual([
    { field: 'is_blocked', from: false, to: true },
    { field: 'blocked_reason', from: null, to: 'Spam' },
  ])
})

test('nothing else blocks one, and nobody is blocked without a reason', async () => {
  const id = await createCustomer(desk.ask, { is_blocked: true, blocked_reason: 'x' })
  await desk.ask('PUT', `/internal/customers/${id}`, { body: { is_blocked: true } })
  expect((await read(id)).is_blocked).toBe(false)
  for (const body of [{}, { reason: ' ' }, { reason: 'x'.repeat(1_001) }]) {
    expect(wrongFields(await act(id, 'block', body))).toEqual(['reason'])
  }
  expect((await act(987_654, 'block', { reason: 'x' })).status).toBe(404)
})

test('a blocked customer’s tickets and replies are refused with the reason, until it is unblocked', async () => {
  const customer_id = await createCustomer(desk.ask)
  const ticket = await createTicket(desk.ask, { customer_id })
  const create = () =>
    desk.ask('POST', '/internal/tickets', { body: { customer_id, title: 'A', content: 'B' } })
  const reply = (body: object) =>
    desk.ask('POST', `/internal/tickets/${ticket}/messages`, { body: { content: 'C', ...body } })
  await act(customer_id, 'block', { reason: 'Spam, again' })
  for (const answer of [await create(), await reply({ customer_id })]) {
    expect(wrongFields(answer)).toEqual(['customer_id'])
    expect(answer.body.message).toContain('Spam, again')
  }
  expect((await reply({})).status).toBe(201)

  await act(customer_id, 'unblock')
  expect([(await create()).status, (await reply({ customer_id })).status]).toEqual([201, 201])
})
