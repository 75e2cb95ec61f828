import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { beforeAll, expect, test } from 'vitest'
import {
  createAgent,
  createCustomer,
  createDepartment,
  createLabel,
  createTicket,
} from '../testing/builders.ts'
import { expectPastLists, expectPastTickets } from '../testing/past-lists.ts'
import { wholeLog } from '../testing/read-log.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

// The desk writes a random history; then what it says of the past is held against a fold of the log.

const desk = useTestDesk()
let log: RecordedEvent[]
let ids: Record<'tickets' | 'departments' | 'agents' | 'labels' | 'customers', number[]>

const WRITES = 150
const one = <T>(values: readonly T[]): T => {
  const value = values[Math.floor(Math.random() * values.length)]
  if (value === undefined) throw new RangeError('There is nothing to pick from')
  return value
}

beforeAll(async () => {
  const { ask } = desk
  const times = (count: number) => Array.from({ length: count })
  ids = {
    customers: await Promise.all(times(3).map(() => createCustomer(ask))),
    departments: await Promise.all(times(4).map(() => createDepartment(ask))),
    agents: (await Promise.all(times(3).map(() => createAgent(ask)))).map(({ id }) => id),
    labels: await Promise.all(times(3).map(() => createLabel(ask))),
    tickets: [],
  }
  for (let nth = 0; nth < WRITES; nth += 1) await writeSomething()
  log = await wholeLog(desk)
}, 120_000)

async function writeSomething(): Promise<void> {
  const { ask } = desk
  if (ids.tickets.length < 3 || Math.random() < 0.1) {
    const customer_id = one(ids.customers)
    ids.tickets.push(await createTicket(ask, { customer_id, department_id: undefined }))
    return
  }
  const ticket = `/internal/tickets/${one(ids.tickets)}`
  const content = 'x'
  const changes = [
    { status: one(['open', 'in_progress', 'on_hold', 'closed']) },
    { priority: one(['low', 'medium', 'high', 'critical']), is_resolved: Math.random() < 0.5 },
    { assigned_to: one([...ids.agents, null]) },
    { department_id: one([...ids.departments, null]), is_locked: Math.random() < 0.1 },
    { labels: ids.labels.filter(() => Math.random() < 0.5) },
  ]
  const name = `name ${Math.random()}`
  const deeds: [number, () => Promise<unknown>][] = [
    [10, () => ask('PUT', ticket, { body: one(changes) })],
    [3, () => ask('POST', `${ticket}/messages`, { body: { content } })],
    [1, () => ask('DELETE', ticket)],
    [1, () => ask('PUT', `/internal/departments/${one(ids.departments)}`, { body: { name } })],
    [1, () => ask('PUT', `/internal/labels/${one(ids.labels)}`, { body: { color: '#00ff00' } })],
    [0.3, () => ask('DELETE', `/internal/departments/${one(ids.departments)}`)],
    [0.3, () => ask('DELETE', `/internal/labels/${one(ids.labels)}`)],
    [1, () => ask('PUT', `/internal/agents/${one(ids.agents)}`, { body: { name } })],
  ]
  const [, deed] = one(deeds.flatMap((entry) => Array.from({ length: entry[0] * 10 }, () => entry)))
  await deed()
}

test('the list, its filters, pages and total are at any moment what the log up to then says', async () => {
  await expectPastLists({ ask: desk.ask, log, ids })
}, 240_000)

test('one ticket is at any moment what its events up to then say, and not found where there are none', async () => {
  await expectPastTickets({ ask: desk.ask, log, ids })
}, 240_000)

test('the future, and the end of the log, are as now', async () => {
  const now = (await desk.ask('GET', '/internal/tickets?per_page=200')).body
  for (const as_of of ['2999-01-01T00:00:00Z', String(log.at(-1)?.position)]) {
    const then = await desk.ask('GET', `/internal/tickets?per_page=200&as_of=${as_of}`)
    expect(then.body).toEqual(now)
    const [ticket] = now.data
    const one = await desk.ask('GET', `/internal/tickets/${ticket.id}?as_of=${as_of}`)
    expect(one.body.data).toEqual(ticket)
  }
})

test('a time with another zone is the same instant', async () => {
  const { metadata } = log[Math.floor(log.length / 2)] ?? {}
  const ms = Date.parse(metadata?.occurred_at ?? '')
  const zoned = `${new Date(ms + 7_200_000).toISOString().slice(0, -1)}+02:00`
  const [utc, other] = await Promise.all(
    [new Date(ms).toISOString(), encodeURIComponent(zoned)].map((as_of) =>
      desk.ask('GET', `/internal/tickets?as_of=${as_of}`),
    ),
  )
  expect(other?.status).toBe(200)
  expect(other?.body).toEqual(utc?.body)
})

test.each(['yesterday', '-1', '2026-03-15', '2026-13-45T00:00:00Z', '1e9'])(
  'as_of=%s is told to be wrong, with both forms that it may have',
  async (as_of) => {
    for (const path of ['/internal/tickets', `/internal/tickets/${ids.tickets[0]}`]) {
      const answer = await desk.ask('GET', `${path}?as_of=${as_of}`)
      expect(answer.status).toBe(422)
      expect(answer.body.errors.as_of[0]).toMatch(/time such as .*position of the log/)
    }
  },
)

test('a position that the log has not reached is told to be wrong', async () => {
  const beyond = (log.at(-1)?.position ?? 0n) + 1_000_000n
  for (const as_of of [beyond, 2n ** 64n - 1n]) {
    const answer = await desk.ask('GET', `/internal/tickets?as_of=${as_of}`)
    expect(answer.status).toBe(422)
  }
})
