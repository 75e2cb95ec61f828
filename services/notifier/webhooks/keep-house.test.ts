import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type NotifierDatabase, openNotifierDatabase } from '#notifier/testing/notifier-database.ts'
import { keepHouse, MOST_FORGOTTEN_AT_ONCE } from './keep-house.ts'

let database: NotifierDatabase
beforeAll(async () => {
  database = await openNotifierDatabase()
  await sql`
    insert into notifier.webhooks (id, revision, url, events, status, is_deleted)
    values (${active}, 0, 'https://example.org/', '{*}', 'active', false),
      (${off}, 1, 'https://example.org/', '{*}', 'inactive', false),
      (${gone}, 1, 'https://example.org/', '{*}', 'active', true)`.execute(database.db)
  await sql`
    insert into notifier.agents (id, revision, name, email, is_active, departments,
      notification_settings, is_deleted)
    values (${active}, 0, 'Ada', 'ada@example.org', true, '{}', '{}', false),
      (${off}, 1, 'Bob', 'bob@example.org', false, '{}', '{}', false),
      (${gone}, 1, 'Cy', 'cy@example.org', true, '{}', '{}', true)`.execute(database.db)
})
afterAll(() => database[Symbol.asyncDispose]())

const [active, off, gone] = [1, 2, 3] as const
const unwanted = [
  ['off', off],
  ['gone', gone],
] as const

it.each(unwanted)('what waits for a webhook that is %s is cancelled', async (_, webhookId) => {
  const waiting = await addDelivery({ webhookId })
  const later = await addDelivery({ webhookId, giveInMinutes: 60 })
  const leftInHand = await addDelivery({ webhookId, isInHand: true, giveInMinutes: -1 })
  const sent = await addDelivery({ webhookId, state: 'delivered', settledDaysAgo: 1 })
  const failed = await addDelivery({ webhookId, state: 'failed', settledDaysAgo: 1 })
  await keepHouse(database.db)
  for (const id of [waiting, later, leftInHand]) {
    expect(await deliveryOf(id)).toEqual({
      state: 'cancelled',
      last_error: 'webhook-inactive',
      claimed_by: null,
      is_settled: true,
    })
  }
  for (const [id, state] of [
    [sent, 'delivered'],
    [failed, 'failed'],
  ] as const) {
    expect(await deliveryOf(id)).toMatchObject({ state, last_error: null, is_settled: true })
  }
})

it.each(unwanted)('a try in hand is left to end by itself where it is %s', async (_, webhookId) => {
  const inHand = await addDelivery({ webhookId, isInHand: true, giveInMinutes: 1 })
  await keepHouse(database.db)
  const delivery = { state: 'pending', last_error: null, is_settled: false }
  expect(await deliveryOf(inHand)).toMatchObject(delivery)
})

it('a webhook in force keeps what waits, however old it is', async () => {
  const waiting = await addDelivery({ webhookId: active, giveInMinutes: -60 * 24 * 90 })
  await keepHouse(database.db)
  expect(await deliveryOf(waiting)).toMatchObject({ state: 'pending', is_settled: false })
})

it.each(['delivered', 'failed', 'cancelled'] as const)(
  'what is %s can be seen for 30 days, and then no more',
  async (state) => {
    const young = await addDelivery({ webhookId: active, state, settledDaysAgo: 29.9 })
    const old = await addDelivery({ webhookId: active, state, settledDaysAgo: 30.1 })
    await keepHouse(database.db)
    expect(await deliveryOf(young)).toMatchObject({ state })
    expect(await deliveryOf(old)).toBeUndefined()
  },
)

it('a large past is forgotten a part at a time', async () => {
  await sql`truncate notifier.webhook_deliveries`.execute(database.db)
  await sql`
    insert into notifier.webhook_deliveries (id, webhook_id, event_id, event_type, position, stream,
      revision, state, due_at, give_at, created_at, settled_at)
    select gen_random_uuid(), ${active}, gen_random_uuid(), 'LabelChanged', 7, 'label-1', 0,
      'delivered', at, at, at, at
    from generate_series(1, ${MOST_FORGOTTEN_AT_ONCE + 2}::int),
      (select clock_timestamp() - interval '31 days' as at) past`.execute(database.db)
  const left = async () => {
    const { rows } = await sql<object>`
      select count(*) from notifier.webhook_deliveries`.execute(database.db)
    return rows
  }
  await keepHouse(database.db)
  expect(await left()).toEqual([{ count: 2 }])
  await keepHouse(database.db)
  expect(await left()).toEqual([{ count: 0 }])
})

it('a replay ends with its webhook, and is kept as long as a delivery', async () => {
  const [going, ofOff, ofGone] = [
    await addReplay(active),
    await addReplay(off),
    await addReplay(gone),
  ]
  const young = await addReplay(active, 29.9)
  await addReplay(active, 30.1)
  await keepHouse(database.db)
  expect(await replayStates()).toEqual([
    { id: going, has_ended: false },
    { id: ofOff, has_ended: true },
    { id: ofGone, has_ended: true },
    { id: young, has_ended: true },
  ])
})

const secretsOf = [
  ['webhook', { table: 'desk.webhook_secrets', column: 'webhook_id' }],
  ['agent', { table: 'desk.agent_webhook_secrets', column: 'agent_id' }],
] as const

it.each(secretsOf)(
  'secrets are forgotten when they sign no longer, or their %s is gone',
  async (_, of) => {
    const inForce = await addSecret(of, active)
    const signsToo = await addSecret(of, active, 1)
    await addSecret(of, active, -1)
    const ofOff = await addSecret(of, off)
    await addSecret(of, gone)
    await keepHouse(database.db)
    const { rows } = await sql<{ command_id: string }>`
      select command_id from ${sql.table(of.table)}`.execute(database.db)
    const kept = rows.map(({ command_id }) => command_id)
    expect(kept.sort()).toEqual([inForce, signsToo, ofOff].sort())
  },
)

type Made = {
  readonly webhookId: number
  readonly state?: string
  readonly isInHand?: boolean
  readonly giveInMinutes?: number
  readonly settledDaysAgo?: number
}

async function addDelivery(made: Made): Promise<string> {
  const { webhookId, state = 'pending', isInHand = false, giveInMinutes = 0 } = made
  const id = randomUUID()
  const claimedBy = isInHand ? randomUUID() : null
  await sql`
    insert into notifier.webhook_deliveries (id, webhook_id, event_id, event_type, position, stream,
      revision, state, claimed_by, due_at, give_at, created_at, settled_at)
    values (${id}, ${webhookId}, ${randomUUID()}, 'LabelChanged', 7, 'label-1', 0, ${state},
      ${claimedBy}, clock_timestamp(),
      clock_timestamp() + ${giveInMinutes}::float8 * interval '1 minute', '2026-01-01T00:00:00Z',
      clock_timestamp() - ${made.settledDaysAgo ?? null}::float8 * interval '1 day')`.execute(
    database.db,
  )
  return id
}

async function deliveryOf(id: string): Promise<object | undefined> {
  const { rows } = await sql<object>`
    select state, last_error, claimed_by, settled_at is not null as is_settled
    from notifier.webhook_deliveries where id = ${id}`.execute(database.db)
  return rows[0]
}

/** @returns its id */
async function addReplay(webhookId: number, endedDaysAgo: number | null = null): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into notifier.webhook_replays (webhook_id, after, until, reached, ended_at)
    values (${webhookId}, 0, 7, 0, clock_timestamp() - ${endedDaysAgo}::float8 * interval '1 day')
    returning id`.execute(database.db)
  return rows[0]?.id ?? 0
}

async function replayStates(): Promise<readonly object[]> {
  const { rows } = await sql<object>`
    select id, ended_at is not null as has_ended from notifier.webhook_replays order by id`.execute(
    database.db,
  )
  return rows
}

/** @returns the command that gave it */
async function addSecret(
  { table, column }: (typeof secretsOf)[number][1],
  ownerId: number,
  expiresInHours: number | null = null,
): Promise<string> {
  const commandId = randomUUID()
  await sql`
    insert into ${sql.table(table)} (${sql.ref(column)}, command_id, sealed, expires_at)
    values (${ownerId}, ${commandId}, 'sealed',
      clock_timestamp() + ${expiresInHours}::float8 * interval '1 hour')`.execute(database.db)
  return commandId
}
