import { randomUUID } from 'node:crypto'
import { type DeliveryDesk, openDeliveryDesk } from '@deskhive/notifier/testing/delivery-desk.ts'
import { countUnsettled } from '@deskhive/shared/read-model/queries/deliveries.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createTeller, WrongUse } from '#commands/command.ts'
import { changeDeliveries, tellDeliveries } from '#commands/deliveries/actions.ts'
import { readDeliveriesArguments } from '#commands/deliveries/config.ts'

let desk: DeliveryDesk
beforeAll(async () => {
  desk = await openDeliveryDesk()
})
afterAll(() => desk[Symbol.asyncDispose]())

/** As it is typed; answers with the exit code and what was said. */
async function run(...args: string[]) {
  const { action } = readDeliveriesArguments(args)
  let said = ''
  const tell = createTeller(
    {
      write: (text) => {
        said += text
      },
    },
    { json: true, quiet: false },
  )
  const { db } = desk.database
  const act = action.kind === 'list' ? tellDeliveries : changeDeliveries
  return { code: await act(db, action, tell), said: JSON.parse(said) }
}

const fail = (ids: readonly string[]) =>
  sql`update notifier.deliveries set state = 'failed', attempts = 8, last_error = 'EENVELOPE 550',
    settled_at = clock_timestamp() where id = any(${[...ids]}::uuid[])`.execute(desk.database.db)

async function failedWebhook(): Promise<string> {
  const id = randomUUID()
  await sql`insert into notifier.webhook_deliveries
      (id, webhook_id, event_id, event_type, position, stream, revision, state, attempts, due_at, give_at, created_at)
    values (${id}, 3, ${randomUUID()}, 'TicketClosed', 7, 'ticket-1001', 2, 'failed', 12,
      clock_timestamp(), clock_timestamp(), clock_timestamp())`.execute(desk.database.db)
  return id
}

it('a delivery that failed for good is listed, retried by hand, and arrives under its old id', async () => {
  const [failed = ''] = await desk.addDeliveries(1)
  await fail([failed])
  const webhook = await failedWebhook()

  const { said } = await run('list', '--state', 'failed')
  expect(said.deliveries).toMatchObject([
    { id: failed, channel: 'email', agent_id: 7, attempts: 8, last_error: 'EENVELOPE 550' },
    { id: webhook, channel: 'account_webhook', webhook_id: 3, attempts: 12 },
  ])
  expect((await run('list', '--agent', '7')).said.deliveries).toHaveLength(1)
  expect((await run('list', '--webhook', '3')).said.deliveries).toMatchObject([{ id: webhook }])
  expect((await run('list', '--webhook', '4')).said.deliveries).toEqual([])
  expect(await countUnsettled(desk.database.db)).toMatchObject([
    { channel: 'email', pending: 0, failed: 1 },
    { channel: 'account_webhook', pending: 0, failed: 1 },
  ])

  await using _channel = desk.start()
  expect(await run('retry', '--channel', 'email')).toEqual({ code: 0, said: { retried: 1 } })
  await vi.waitFor(
    async () => expect(await desk.stateOf(failed)).toMatchObject({ state: 'delivered' }),
    { timeout: 15_000 },
  )
  expect(desk.inbox.received.map(({ messageId }) => messageId)).toEqual([failed])
  expect(await run('retry', failed)).toEqual({ code: 3, said: { retried: 0 } })

  expect(await run('retry', '--webhook', '4')).toEqual({ code: 3, said: { retried: 0 } })
  expect(await run('retry', '--webhook', '3')).toEqual({ code: 0, said: { retried: 1 } })
  const { rows } =
    await sql`select state, attempts, earlier_attempts from notifier.webhook_deliveries
    where id = ${webhook}`.execute(desk.database.db)
  expect(rows).toEqual([{ state: 'pending', attempts: 12, earlier_attempts: 12 }])
  await run('cancel', webhook)
})

it('what is cancelled is never sent and needs nobody any more', async () => {
  const [pending = '', failed = ''] = await desk.addDeliveries(2)
  await fail([failed])
  expect(await run('cancel', pending, failed)).toEqual({ code: 0, said: { cancelled: 2 } })
  expect(await desk.stateOf(pending)).toMatchObject({
    state: 'cancelled',
    last_error: 'cancelled-by-hand',
  })
  expect(await countUnsettled(desk.database.db)).toEqual([])
  expect(desk.inbox.received.map(({ messageId }) => messageId)).not.toContain(pending)
})

it('nobody changes everything by mistake', () => {
  for (const wrong of [
    ['retry'],
    ['cancel'],
    ['retry', 'x'],
    ['list', '--state', 'lost'],
    ['cancel', '--webhook', '0'],
    [],
  ]) {
    expect(() => readDeliveriesArguments(wrong)).toThrow(WrongUse)
  }
})
