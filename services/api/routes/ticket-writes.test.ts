import { beforeAll, expect, test } from 'vitest'
import {
  createAgent,
  createCustomer,
  createDepartment,
  createLabel,
  createTicket,
} from '../testing/builders.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk()
let customer_id: number
beforeAll(async () => {
  customer_id = await createCustomer(desk.ask, { name: 'Ada' })
})

const pathOf = (id: number) => `/internal/tickets/${id}`

async function eventsOf(id: number): Promise<string[]> {
  return (await desk.desk.log.readStream(`ticket-${id}`)).map(({ type }) => type)
}

test('a ticket takes its department and priority from the settings where none is given', async () => {
  const department = await createDepartment(desk.ask, { name: 'Hardware' })
  const settings = { sd_default_department_id: department, sd_default_priority: 'high' }
  await desk.ask('PUT', '/internal/settings', { body: { ...settings, sd_ticket_prefix: 'HW' } })
  const body = { customer_id, title: 'x', content: 'x' }
  const { body: made } = await desk.ask('POST', '/internal/tickets', { body })
  expect(made.data).toMatchObject({
    reference_id: `HW-${made.data.id}`,
    priority: 'high',
    department: { id: department, name: 'Hardware' },
  })

  await desk.ask('DELETE', `/internal/departments/${department}`)
  const { body: later } = await desk.ask('POST', '/internal/tickets', { body })
  expect(later.data.department).toMatchObject({ name: 'General' })
  const reset = {
    sd_default_department_id: null,
    sd_default_priority: null,
    sd_ticket_prefix: 'SD',
  }
  await desk.ask('PUT', '/internal/settings', { body: reset })
})

test('what a change answers is what a read shows', async () => {
  const id = await createTicket(desk.ask, { customer_id })
  const agent = await createAgent(desk.ask, { name: 'Grace' })
  const label = await createLabel(desk.ask, { name: 'slow', color: '#00ff00' })
  const department_id = await createDepartment(desk.ask)
  const changes = [
    { assigned_to: agent.id, labels: [label, label] },
    { status: 'closed', is_resolved: true },
    { status: 'open', is_locked: true, department_id },
    { assigned_to: null, labels: [], priority: 'low' },
  ]
  for (const body of changes) {
    const changed = await desk.ask('PUT', pathOf(id), { body })
    expect(changed.status).toBe(200)
    const read = await desk.ask('GET', pathOf(id))
    expect(read.body.data).toEqual(changed.body.data)
    expect(read.headers['etag']).toBe(changed.headers['etag'])
  }
  expect(await eventsOf(id)).toEqual([
    'TicketCreated',
    'TicketAssigned',
    'TicketLabelled',
    'TicketMarkedResolved',
    'TicketClosed',
    'TicketMovedToDepartment',
    'TicketLocked',
    'TicketReopened',
    'TicketUnassigned',
    'TicketPrioritised',
    'TicketLabelled',
  ])
})

test('asking for what is so already records nothing and answers the same', async () => {
  const id = await createTicket(desk.ask, { customer_id, priority: 'low' })
  const answer = await desk.ask('PUT', pathOf(id), { body: { priority: 'low', status: 'open' } })
  expect(answer).toMatchObject({ status: 200, headers: { etag: expect.stringMatching(/^"0-/) } })
  expect(await eventsOf(id)).toEqual(['TicketCreated'])
})

test('a deleted ticket is gone for every route', async () => {
  const id = await createTicket(desk.ask, { customer_id })
  const deleted = await desk.ask('DELETE', pathOf(id))
  expect(deleted).toMatchObject({ status: 200, body: { message: 'Ticket deleted' } })
  const answers = [
    await desk.ask('DELETE', pathOf(id)),
    await desk.ask('PUT', pathOf(id), { body: { priority: 'low' } }),
    await desk.ask('POST', `${pathOf(id)}/messages`, { body: { content: 'x' } }),
    await desk.ask('GET', pathOf(id)),
  ]
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
})

test('an agent who does not work, or is gone, cannot be assigned', async () => {
  const id = await createTicket(desk.ask, { customer_id })
  const idle = await createAgent(desk.ask, { is_active: true })
  await desk.ask('PUT', `/internal/agents/${idle.id}`, { body: { is_active: false } })
  for (const assigned_to of [idle.id, 999_999]) {
    const answer = await desk.ask('PUT', pathOf(id), { body: { assigned_to } })
    expect(answer.status).toBe(422)
    expect(answer.body.errors).toHaveProperty('assigned_to')
  }
})

test('staff writes for itself or as the customer of the ticket, whose reply reopens it', async () => {
  const id = await createTicket(desk.ask, { customer_id })
  const path = `${pathOf(id)}/messages`
  const staff = await desk.ask('POST', path, { body: { content: 'Have you tried?' } })
  expect(staff.status).toBe(201)
  expect(staff.body.data).toMatchObject({
    ticket_id: id,
    is_internal: false,
    sender: { type: 'user', name: 'Bootstrap key' },
    likes: 0,
  })
  expect(staff.body.data).not.toHaveProperty('liked')
  await desk.ask('PUT', pathOf(id), { body: { status: 'closed' } })
  const customer = await desk.ask('POST', path, { body: { content: 'I have.', customer_id } })
  expect(customer.body.data.sender).toEqual({ type: 'customer', id: customer_id, name: 'Ada' })
  const { body } = await desk.ask('GET', pathOf(id))
  expect(body.data).toMatchObject({ status: 'open', closed_at: null, last_reply_by: 'customer' })
  const { body: list } = await desk.ask('GET', path)
  expect(list.data).toEqual([staff.body.data, customer.body.data])
})

test('nobody writes as the customer of another ticket, and a customer writes no notes', async () => {
  const id = await createTicket(desk.ask, { customer_id })
  const stranger = await createCustomer(desk.ask)
  const path = `${pathOf(id)}/messages`
  const wrong = [
    [{ content: 'x', customer_id: stranger }, 'customer_id'],
    [{ content: 'x', customer_id: 999_999 }, 'customer_id'],
    [{ content: 'x', customer_id, is_internal: true }, 'is_internal'],
  ] as const
  for (const [body, field] of wrong) {
    const answer = await desk.ask('POST', path, { body })
    expect(answer.status).toBe(422)
    expect(answer.body.errors).toHaveProperty(field)
  }
  expect(await eventsOf(id)).toEqual(['TicketCreated'])
})

test('on a locked ticket staff alone can reply, and others are told who', async () => {
  const agent = await createAgent(desk.ask)
  const id = await createTicket(desk.ask, { customer_id })
  await desk.ask('PUT', pathOf(id), { body: { is_locked: true, assigned_to: agent.id } })
  const path = `${pathOf(id)}/messages`
  const customer = await desk.ask('POST', path, { body: { content: 'x', customer_id } })
  const byAgent = await desk.ask('POST', `/external/tickets/${id}/messages`, {
    key: agent.key,
    body: { content: 'x' },
  })
  const staff = await desk.ask('POST', path, { body: { content: 'x' } })
  expect([customer.status, byAgent.status, staff.status]).toEqual([403, 403, 201])
  const message =
    'This ticket is locked; only an internal API key can reply, and not as its customer'
  expect([customer.body, byAgent.body]).toEqual([{ message }, { message }])
})

test('an agent works on what is assigned to it, and likes messages', async () => {
  const agent = await createAgent(desk.ask, { name: 'Grace' })
  const id = await createTicket(desk.ask, { customer_id })
  await desk.ask('PUT', pathOf(id), { body: { assigned_to: agent.id } })
  const path = `/external/tickets/${id}`
  const asAgent = (body?: unknown) => ({ key: agent.key, body })

  const changed = await desk.ask('PUT', path, asAgent({ status: 'in_progress', is_locked: true }))
  expect(changed.body.data).toMatchObject({ status: 'in_progress', is_locked: false })
  const reply = await desk.ask('POST', `${path}/messages`, asAgent({ content: 'Look.' }))
  expect(reply.status).toBe(201)
  expect(reply.body.data).toMatchObject({ sender: { type: 'agent', id: agent.id }, liked: false })

  const like = `${path}/messages/${reply.body.data.id}/like`
  const liked = await desk.ask('POST', like, asAgent())
  expect(liked.body).toEqual({ status: true, data: { liked: true, count: 1 } })
  const unliked = await desk.ask('POST', like, asAgent())
  expect(unliked.body).toEqual({ status: true, data: { liked: false, count: 0 } })
  expect((await desk.ask('POST', `${path}/messages/999999/like`, asAgent())).status).toBe(404)

  const closed = await desk.ask('POST', `${path}/close`, asAgent())
  expect(closed.body.data).toMatchObject({ status: 'closed', assigned_to: { name: 'Grace' } })
  expect((await desk.ask('GET', path, asAgent())).body.data).toEqual(closed.body.data)
})

test('with department visibility an agent also works on the tickets of its departments', async () => {
  const department_id = await createDepartment(desk.ask)
  const agent = await createAgent(desk.ask, { departments: [department_id] })
  const id = await createTicket(desk.ask, { customer_id, department_id })
  const close = () => desk.ask('POST', `/external/tickets/${id}/close`, { key: agent.key })
  expect((await close()).status).toBe(404)
  await desk.ask('PUT', '/internal/settings', { body: { sd_department_visibility: true } })
  expect((await close()).status).toBe(200)
  await desk.ask('PUT', '/internal/settings', { body: { sd_department_visibility: false } })
})
