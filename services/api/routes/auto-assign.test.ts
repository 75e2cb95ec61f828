import { randomUUID } from 'node:crypto'
import { until } from '@deskhive/shared/testing/until.ts'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { loadSettings } from '../commands/load-settings.ts'
import { createAgent, createCustomer, createDepartment, createTicket } from '../testing/builders.ts'
import type { TestApi } from '../testing/start-test-desk.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk()
let customer_id: number
beforeAll(async () => {
  customer_id = await createCustomer(desk.ask)
  await turn(true)
})
afterEach(() => turn(true))

async function turn(sd_enable_auto_assign: boolean): Promise<void> {
  await desk.ask('PUT', '/internal/settings', { body: { sd_enable_auto_assign } })
}

const put = (ticket: number, body: object) =>
  desk.ask('PUT', `/internal/tickets/${ticket}`, { body })

/** A department with agents of its own, the first of them with the lowest id. */
async function staffedDepartment(size: number) {
  const department_id = await createDepartment(desk.ask)
  const agents: number[] = []
  for (let made = 0; made < size; made += 1) {
    const { id } = await createAgent(desk.ask, { departments: [department_id] })
    agents.push(id)
  }
  return { department_id, agents }
}

/** @returns whom the answer names */
async function assigneeOfNew(
  department_id: number | null,
  { api = desk, headers = {} }: { api?: TestApi; headers?: Record<string, string> } = {},
): Promise<number | null> {
  const body = { customer_id, department_id, title: 'It does not print', content: 'Since Monday.' }
  const answer = await api.ask('POST', '/internal/tickets', { body, headers })
  expect(answer.status).toBe(201)
  return answer.body.data.assigned_to?.id ?? null
}

test('a new ticket goes to each agent of its department in turn, and its answer says so', async () => {
  const { department_id, agents } = await staffedDepartment(3)
  const given: (number | null)[] = []
  for (const _ of [1, 2, 3, 4]) given.push(await assigneeOfNew(department_id))
  expect(given).toEqual([...agents, agents[0]])
})

test('thirty tickets at once are shared equally by three agents', async () => {
  const { department_id, agents } = await staffedDepartment(3)
  const given = await Promise.all(Array.from({ length: 30 }, () => assigneeOfNew(department_id)))
  expect(agents.map((agent) => given.filter((one) => one === agent).length)).toEqual([10, 10, 10])
})

test('who has the fewest open tickets is next, whatever closes, opens or moves them', async () => {
  const { department_id, agents } = await staffedDepartment(2)
  const [first, second] = agents
  const mine = await createTicket(desk.ask, { customer_id, department_id })
  await createTicket(desk.ask, { customer_id, department_id })
  await put(mine, { status: 'closed' })
  expect(await assigneeOfNew(department_id)).toBe(first)
  await put(mine, { status: 'open' })
  expect(await assigneeOfNew(department_id)).toBe(second)
  await put(mine, { assigned_to: second })
  expect(await assigneeOfNew(department_id)).toBe(first)
  await desk.ask('DELETE', `/internal/tickets/${mine}`)
  expect(await assigneeOfNew(department_id)).toBe(second)
})

test('of agents with as much to do, the one who got none for the longest time is next', async () => {
  const { department_id, agents } = await staffedDepartment(2)
  const [first, second] = agents
  const tickets = [
    await createTicket(desk.ask, { customer_id, department_id }),
    await createTicket(desk.ask, { customer_id, department_id }),
  ]
  for (const ticket of tickets.reverse()) await put(ticket, { status: 'closed' })
  expect(await assigneeOfNew(department_id)).toBe(first)
  expect(await assigneeOfNew(department_id)).toBe(second)
})

test('nobody is chosen who is inactive, deleted or of another department', async () => {
  const { department_id, agents } = await staffedDepartment(3)
  const [idle, gone, moved] = agents
  await desk.ask('PUT', `/internal/agents/${idle}`, { body: { is_active: false } })
  await desk.ask('DELETE', `/internal/agents/${gone}`)
  const stays = await createAgent(desk.ask, { departments: [department_id] })
  await desk.ask('PUT', `/internal/agents/${moved}`, { body: { departments: [] } })
  for (const _ of [1, 2, 3]) expect(await assigneeOfNew(department_id)).toBe(stays.id)

  await desk.ask('PUT', `/internal/agents/${stays.id}`, { body: { is_active: false } })
  expect(await assigneeOfNew(department_id)).toBeNull()
})

test('a ticket of a department without agents is nobody’s, and so is every one while the setting is off', async () => {
  expect(await assigneeOfNew(await createDepartment(desk.ask))).toBeNull()
  await turn(false)
  const { department_id } = await staffedDepartment(1)
  expect(await assigneeOfNew(department_id)).toBeNull()
})

test('a ticket that nobody has is given away where it is moved to, one that somebody has stays', async () => {
  const { department_id, agents } = await staffedDepartment(2)
  const [first, second] = agents
  const nobodys = await createTicket(desk.ask, { customer_id })
  expect((await put(nobodys, { department_id })).body.data.assigned_to.id).toBe(first)

  const elsewhere = await staffedDepartment(1)
  expect((await put(nobodys, { department_id: elsewhere.department_id })).body.data).toMatchObject({
    department: { id: elsewhere.department_id },
    assigned_to: { id: first },
  })
  const other = await createTicket(desk.ask, { customer_id })
  expect((await put(other, { department_id, assigned_to: second })).body.data.assigned_to.id).toBe(
    second,
  )
  const left = await createTicket(desk.ask, { customer_id })
  expect((await put(left, { department_id, assigned_to: null })).body.data.assigned_to).toBeNull()
  const closed = await createTicket(desk.ask, { customer_id })
  expect((await put(closed, { department_id, status: 'closed' })).body.data.assigned_to).toBeNull()
})

test('a ticket whose agent was deleted is nobody’s and given away where it is moved to, one of an inactive agent stays', async () => {
  const { department_id, agents } = await staffedDepartment(1)
  const [gone, idle] = (await staffedDepartment(2)).agents
  const left = await createTicket(desk.ask, { customer_id })
  const kept = await createTicket(desk.ask, { customer_id })
  await put(left, { assigned_to: gone })
  await put(kept, { assigned_to: idle })
  await desk.ask('DELETE', `/internal/agents/${gone}`)
  await desk.ask('PUT', `/internal/agents/${idle}`, { body: { is_active: false } })

  expect((await put(left, { department_id })).body.data.assigned_to.id).toBe(agents[0])
  expect((await put(kept, { department_id })).body.data.assigned_to.id).toBe(idle)
})

test('the history names the rule and the event that it answers', async () => {
  const { department_id, agents } = await staffedDepartment(1)
  const id = await createTicket(desk.ask, { customer_id, department_id })
  const { body } = await desk.ask('GET', `/internal/tickets/${id}/history`)
  const [created, assigned] = body.data
  expect(created).toMatchObject({ type: 'TicketCreated', rule: null })
  expect(assigned).toMatchObject({
    type: 'TicketAssigned',
    actor: { type: 'system', id: null, name: 'System' },
    rule: { name: 'auto_assign', caused_by: created.event_id },
    changes: [{ field: 'assigned_to', from: null, to: agents[0] }],
  })
  const activities = await desk.ask('GET', '/internal/activity-logs?per_page=1')
  expect(activities.body.data[0].description).toBe(
    `Ticket SD-${id} assigned to Grace Hopper by auto-assign`,
  )
})

test('a command that is sent again gives its ticket to nobody else, and takes nobody’s turn', async () => {
  const { department_id, agents } = await staffedDepartment(2)
  const headers = { 'idempotency-key': randomUUID() }
  expect(await assigneeOfNew(department_id, { headers })).toBe(agents[0])
  expect(await assigneeOfNew(department_id, { headers })).toBe(agents[0])
  expect(await assigneeOfNew(department_id)).toBe(agents[1])
})

test('a process that starts later knows who has how much to do', async () => {
  const { department_id, agents } = await staffedDepartment(2)
  const taken = await assigneeOfNew(department_id)
  await using other = await desk.startApi()
  await until(async () => {
    expect((await loadSettings(other.desk)).values.sd_enable_auto_assign).toBe(true)
  })
  expect([taken, await assigneeOfNew(department_id, { api: other })]).toEqual(agents)
})
