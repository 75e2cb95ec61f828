import { createAggregateStore } from '@deskhive/shared/event-store/aggregate-store.ts'
import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import { beforeEach, expect, test } from 'vitest'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import {
  closeWaitingTickets,
  warnOfAutoCloses,
} from '../../services/notifier/schedules/auto-close.ts'
import { importOne, leastTicket } from './import-samples.ts'

const DAYS = 3

const desk = useTestDesk()
beforeEach(() => setDays(DAYS))

const setDays = (sd_auto_close_days: number) =>
  desk.ask('PUT', '/internal/settings', { body: { sd_auto_close_days } })
const read = async (id: number) => (await desk.ask('GET', `/internal/tickets/${id}`)).body.data
const historyOf = async (id: number) =>
  (await desk.ask('GET', `/internal/tickets/${id}/history?per_page=200`)).body.data
const closings = async (id: number) =>
  (await desk.desk.log.readStream(`ticket-${id}`)).filter(({ type }) => type === 'TicketClosed')

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

let made = 0

/** A ticket on which the last word was said by whom and when. */
async function ticketWith(last: { from: 'agent' | 'customer'; daysAgo: number }): Promise<number> {
  made += 1
  const { id } = await importOne(desk, {
    ...leastTicket,
    external_id: `waits ${made}`,
    created_at: daysAgo(30),
    assigned_to: { name: 'Grace', email: 'grace@close.test' },
    history: [{ at: daysAgo(last.daysAgo), message: { content: 'Well?', from: last.from } }],
  })
  return id
}

type Look = { readonly faultPoint?: FaultPoint; readonly now?: string }

const look = (faultPoint?: FaultPoint) =>
  lookAt(closeWaitingTickets, faultPoint === undefined ? {} : { faultPoint })
const warn = (more: Look = {}) => lookAt(warnOfAutoCloses, more)

/** One process's look at what is due. */
async function lookAt(
  treat: typeof closeWaitingTickets,
  { faultPoint, now: at }: Look,
): Promise<number> {
  const { log, database } = desk.desk
  const aggregates = createAggregateStore({ eventStore: log, ...(faultPoint && { faultPoint }) })
  const now = () => at ?? new Date().toISOString()
  const { signal } = new AbortController()
  const treated = await treat({ aggregates, db: database.readModel, now, signal })
  await desk.desk.waiter.waitFor(await log.head(), 5_000)
  return treated
}

test('a ticket whose customer has not answered for the set days is closed by the rule, and tells so', async () => {
  const waits = await ticketWith({ from: 'agent', daysAgo: DAYS + 1 })
  expect(await look()).toBe(1)
  expect(await read(waits)).toMatchObject({ status: 'closed', closed_at: expect.any(String) })

  const history = await historyOf(waits)
  const reply = history.find(({ type }: { type: string }) => type === 'TicketReplied')
  expect(history.at(-1)).toMatchObject({
    type: 'TicketClosed',
    actor: { type: 'system', id: null, name: 'System' },
    rule: { name: 'auto_close', caused_by: reply.event_id },
    data: { closed_by: 'automation', agent_id: null },
  })
  const { body } = await desk.ask('GET', '/internal/activity-logs?per_page=1')
  expect(body.data[0].description).toMatch(/ closed because the customer did not answer$/)
})

test('a ticket that waits for staff, or not long enough, or that something happened to is left alone', async () => {
  const touched = await ticketWith({ from: 'agent', daysAgo: DAYS + 1 })
  await desk.ask('PUT', `/internal/tickets/${touched}`, { body: { priority: 'high' } })
  const left = [
    touched,
    await ticketWith({ from: 'customer', daysAgo: DAYS + 1 }),
    await ticketWith({ from: 'agent', daysAgo: DAYS - 1 }),
  ]
  expect(await look()).toBe(0)
  for (const id of left) expect((await read(id)).status).not.toBe('closed')
})

test('nothing is closed while the setting is off, and what is due is closed once it is on', async () => {
  const waits = await ticketWith({ from: 'agent', daysAgo: DAYS + 1 })
  await setDays(0)
  expect(await look()).toBe(0)
  await setDays(DAYS)
  expect(await look()).toBe(1)
  expect((await read(waits)).status).toBe('closed')
})

test('several processes that look at once, or again, close each ticket once', async () => {
  const tickets = [1, 2, 3, 4, 5]
  const ids: number[] = []
  for (const _ of tickets) ids.push(await ticketWith({ from: 'agent', daysAgo: DAYS + 1 }))
  await Promise.all([look(), look(), look()])
  expect(await look()).toBe(0)
  for (const id of ids) expect(await closings(id)).toHaveLength(1)
})

test('a process that dies before or after its append leaves the rest to the next look', async () => {
  for (const step of ['before-append', 'after-append']) {
    const id = await ticketWith({ from: 'agent', daysAgo: DAYS + 1 })
    const dies = look((at) => {
      if (at === step) throw new Error('the process ends here')
    })
    await expect(dies).rejects.toThrow('the process ends here')
    await look()
    expect([step, (await closings(id)).length]).toEqual([step, 1])
  }
})

test('a ticket that is reopened has the set days anew', async () => {
  const id = await ticketWith({ from: 'agent', daysAgo: DAYS + 1 })
  await look()
  await desk.ask('PUT', `/internal/tickets/${id}`, { body: { status: 'open' } })
  expect(await look()).toBe(0)
  expect((await read(id)).status).toBe('open')
})

const warningsOf = async (id: number) =>
  (await desk.desk.log.readStream(`ticket-${id}`)).filter(
    ({ type }) => type === 'TicketAutoCloseWarned',
  )

test('a day before a ticket is closed its history says so, and nothing else of it changes', async () => {
  await warn() // of what earlier tests left
  const soon = await ticketWith({ from: 'agent', daysAgo: DAYS - 0.5 })
  const later = await ticketWith({ from: 'agent', daysAgo: DAYS - 1.5 })
  const before = await read(soon)
  expect(await warn()).toBe(1)
  expect(await warningsOf(later)).toEqual([])
  expect(await read(soon)).toEqual(before)

  const history = await historyOf(soon)
  expect(history.at(-1)).toMatchObject({
    type: 'TicketAutoCloseWarned',
    actor: { type: 'system', id: null, name: 'System' },
    rule: { name: 'auto_close' },
    data: { due_at: expect.stringMatching(/Z$/) },
    changes: [],
  })
  const { body } = await desk.ask('GET', '/internal/activity-logs?per_page=1')
  expect(body.data[0].description).toMatch(
    / about to be closed because the customer did not answer$/,
  )
  const { due_at } = history.at(-1).data
  expect(await lookAt(closeWaitingTickets, { now: due_at })).toBeGreaterThan(0)
  expect((await read(soon)).status).toBe('closed')
})

test('it is said once for each due time, by however many processes, after a death and a step of the clock', async () => {
  const id = await ticketWith({ from: 'agent', daysAgo: DAYS - 0.5 })
  for (const step of ['before-append', 'after-append']) {
    const faultPoint: FaultPoint = (at) => {
      if (at === step) throw new Error('the process ends here')
    }
    await warn({ faultPoint }).catch(() => undefined)
  }
  await Promise.all([warn(), warn(), warn({ now: daysAgo(-0.2) }), warn({ now: daysAgo(0.2) })])
  expect(await warn()).toBe(0)
  expect(await warningsOf(id)).toHaveLength(1)

  await desk.ask('POST', `/internal/tickets/${id}/messages`, { body: { content: 'Still there?' } })
  expect(await warn()).toBe(0)
  expect(await warn({ now: daysAgo(-DAYS + 0.5) })).toBeGreaterThan(0)
  expect(await warningsOf(id)).toHaveLength(2)
})

test('an answer of the customer calls it off, and one day alone is too short for a warning', async () => {
  const id = await ticketWith({ from: 'agent', daysAgo: DAYS - 0.5 })
  const { customer } = await read(id)
  await desk.ask('POST', `/internal/tickets/${id}/messages`, {
    body: { content: 'Here I am', customer_id: customer.id },
  })
  expect(await warn()).toBe(0)
  expect(await warningsOf(id)).toEqual([])

  await setDays(1)
  await ticketWith({ from: 'agent', daysAgo: 0.5 })
  expect(await warn()).toBe(0)
})
