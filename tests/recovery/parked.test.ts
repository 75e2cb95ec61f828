import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import { followChanges } from '@deskhive/shared/read-model/ticket-blocks/follow-changes.ts'
import { type Ended, runProgram } from '@deskhive/shared/testing/run-program.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createAgentKey } from '#tests/support/agent-key.ts'
import { dataOf, expectStatus, idOf } from '#tests/support/patient-client.ts'
import { type Desk, startDesk } from './start-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk?.[Symbol.asyncDispose]())

it('a desk that could apply everything has nothing parked', async () => {
  expect(await parked('list')).toEqual({ code: 0, out: 'nothing is parked\n', error: '' })
  expect(await parkedJson('list')).toEqual({ code: 0, json: { parked: [] } })
  expect(await parkedJson('show', 'ticket-1')).toEqual({ code: 4, json: { parked: [] } })
  const none = { stream: 'ticket-1', applied: null }
  expect(await parkedJson('retry', 'ticket-1')).toEqual({ code: 4, json: none })
  expect(await parkedJson('discard', 'ticket-1', '--reason', 'x')).toEqual({ code: 4, json: none })
})

it('what cannot be applied is listed, stays while its reason does, and is applied after that', async () => {
  await countBlocks()
  const refusal = await refuse('read_model.tickets', `title <> 'Odd'`)
  const { id, stream } = await newTicket('Odd')
  await change(id, { priority: 'high' })

  const { out, code } = await parked('list')
  expect([code, out.trim().split('\n').length]).toEqual([0, 1])
  expect(out).toMatch(
    new RegExp(`^read-model {2}${stream} {2}revision 0 {2}TicketCreated {2}since .*"refused"`),
  )
  const shown = await parkedJson('show', stream)
  expect(shown).toMatchObject({ code: 0, json: { parked: [{ revision: 0 }, { revision: 1 }] } })
  expect(await health()).toMatchObject({ ready: true, degraded: true, 'read-model': 1 })

  const still = await parked('retry', stream)
  expect(still).toMatchObject({
    code: 3,
    out: expect.stringMatching(/^nothing was changed: .*"refused"/),
  })
  expect(await parkedJson('retry', stream)).toMatchObject({ code: 3, json: { stream } })
  expect(await parkedJson('show', stream)).toEqual(shown)

  await refusal.end()
  expect(await desk.truth.rows('select * from read_model.ticket_blocks_position')).toHaveLength(1)
  expect(await parked('retry', stream)).toMatchObject({
    code: 0,
    out: `${stream} is free: 2 events applied\n`,
  })
  expect(await desk.truth.rows('select * from read_model.ticket_blocks_position')).toEqual([])
  expect(await health()).toMatchObject({ ready: true, degraded: false, 'read-model': 0 })
  await change(id, { status: 'closed' })
  expect(await ticket(id)).toMatchObject({ priority: 'high', status: 'closed' })
  await desk.truth.caughtUp()
  expect(await desk.truth.differences()).toEqual([])
})

it('what is left out is kept with its reason, and what follows it is applied', async () => {
  const refusal = await refuse('read_model.tickets', `priority <> 'critical'`)
  const { id, stream } = await newTicket('To be left out')
  await change(id, { priority: 'critical' })
  await change(id, { status: 'closed' })
  expect(await health()).toMatchObject({ degraded: true })

  expect(await parked('discard', stream)).toMatchObject({ code: 2, out: '' })
  expect(await parked('discard', stream, '--reason', 'nobody needs it')).toMatchObject({
    code: 0,
    out: `${stream} is free: 1 events applied\n`,
  })
  expect(await health()).toMatchObject({ ready: true, degraded: false })
  expect(await ticket(id)).toMatchObject({ priority: 'medium', status: 'closed' })
  expect(await desk.truth.rows('select * from projection.projection_discarded')).toMatchObject([
    { name: 'read-model', stream, event_type: 'TicketPrioritised', reason: 'nobody needs it' },
  ])
  await refusal.end()
})

it('what the notifier could not apply is told to nobody before it is tried again', async () => {
  const ada = { name: 'Ada', email: 'ada@desk.example', password: 'difference' }
  const agent = idOf(await desk.staff.post('/internal/agents', ada))
  const asAda = desk.staff.withKey(await createAgentKey(desk.staff, 'Ada', agent))
  const told = async () =>
    dataOf(await asAda.get('/external/notifications'), z.array(z.object({ type: z.string() })))

  const refusal = await refuse('notifier.notifications', `type <> 'ticket_assigned'`)
  const { id, stream } = await newTicket('For Ada')
  await change(id, { assigned_to: agent })
  await desk.truth.caughtUp()
  expect(await health()).toMatchObject({ degraded: true, 'read-model': 0, notifier: 1 })
  expect(await told()).toEqual([])
  expect(await parkedJson('retry', stream)).toMatchObject({ code: 4 })
  expect(await parked('list', '--group', 'read-model')).toMatchObject({
    out: 'nothing is parked\n',
  })
  expect(await parkedJson('retry', stream, '--group', 'notifier')).toMatchObject({ code: 3 })

  await refusal.end()
  expect(await parkedJson('retry', stream, '--group', 'notifier')).toEqual({
    code: 0,
    json: { stream, applied: 1 },
  })
  expect(await told()).toMatchObject([{ type: 'ticket_assigned' }])
  expect(await health()).toMatchObject({ degraded: false, notifier: 0 })
  await change(id, { priority: 'low' })
  await desk.truth.caughtUp()
  expect(await told()).toHaveLength(2)
})

it('of a time before its database was made it is listed when it is tried again, and sent to nobody', async () => {
  const bob = { name: 'Bob', email: 'bob@desk.example', password: 'difference' }
  const agent = idOf(await desk.staff.post('/internal/agents', bob))
  const asBob = desk.staff.withKey(await createAgentKey(desk.staff, 'Bob', agent))
  const everything = { url: 'https://hooks.example.com/', events: ['*'] }
  expectStatus(await desk.staff.post('/internal/webhooks', everything), 201)

  const refusal = await refuse('notifier.notifications', `type <> 'ticket_assigned'`)
  const { id, stream } = await newTicket('For Bob')
  await change(id, { assigned_to: agent })
  await desk.truth.caughtUp()
  await refusal.end()
  const later = new Date(Date.now() + 3_600_000).toISOString()
  await desk.truth.rows(`update migrations.kysely_migration set timestamp = '${later}'`)
  expect(await parkedJson('retry', stream, '--group', 'notifier')).toMatchObject({ code: 0 })

  const told = dataOf(await asBob.get('/external/notifications'), z.array(z.unknown()))
  expect(told).toMatchObject([{ type: 'ticket_assigned' }])
  expect(
    await desk.truth.rows(
      `select event_type from notifier.webhook_deliveries where stream = '${stream}' order by position`,
    ),
  ).toEqual([{ event_type: 'TicketCreated' }])
})

/** `npm run parked -- …`, as its own process. */
function parked(...args: readonly string[]): Promise<Ended> {
  const script = new URL('../../infra/commands/parked/main.ts', import.meta.url).pathname
  return runProgram(script, args, { DATA_DIR: desk.stack.dataDir })
}

async function parkedJson(...args: readonly string[]): Promise<{ code: number; json: unknown }> {
  const { code, out } = await parked(...args, '--json')
  return { code, json: JSON.parse(out) }
}

/** PostgreSQL refuses such rows from now on, which is the event's own fault to whoever writes them. */
async function refuse(table: string, unless: string): Promise<{ end(): Promise<unknown> }> {
  await desk.truth.rows(`alter table ${table} add constraint refused check (${unless}) not valid`)
  return { end: () => desk.truth.rows(`alter table ${table} drop constraint refused`) }
}

async function countBlocks(): Promise<void> {
  const url = desk.stack.databaseUrl
  await using database = openDatabase({ url, applicationName: 'test', logger: silent })
  await newTicket('To be counted')
  expect(await followChanges(database.readModel, { atLeast: 1 })).toBe(true)
}

async function newTicket(title: string): Promise<{ id: number; stream: string }> {
  const body = { customer_id: desk.customer, title, content: 'It does not.' }
  const id = idOf(expectStatus(await desk.staff.post('/internal/tickets', body), 201))
  return { id, stream: `ticket-${id}` }
}

async function change(id: number, fields: object): Promise<void> {
  expectStatus(await desk.staff.put(`/internal/tickets/${id}`, fields), 200)
}

async function ticket(id: number): Promise<unknown> {
  return dataOf(await desk.staff.get(`/internal/tickets/${id}`), z.unknown())
}

const readiness = z.object({
  ready: z.boolean(),
  degraded: z.boolean(),
  projections: z.record(z.string(), z.object({ parked_streams: z.number() })),
})

/** With how many streams each group has parked. */
async function health(): Promise<Record<string, unknown>> {
  const answer = await fetch(`${desk.stack.url}/health/ready`)
  const { projections, ...words } = readiness.parse(await answer.json())
  const streams = Object.entries(projections).map(([name, group]) => [name, group.parked_streams])
  return { ...words, ...Object.fromEntries(streams) }
}
