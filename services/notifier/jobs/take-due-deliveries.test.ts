import { randomUUID } from 'node:crypto'
import { startPostgres, type TestDatabase } from '@deskhive/shared/testing/postgres.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type NotifierDatabase, openNotifierDatabase } from '#notifier/testing/notifier-database.ts'
import type { DeliveryRows } from './delivery-kind.ts'
import { GIVE_AGAIN_MS, MOST_OF_ONE_RECEIVER } from './limits.ts'
import { settleDelivery } from './settle-delivery.ts'
import { takeDueDeliveries } from './take-due-deliveries.ts'

let server: TestDatabase
let database: NotifierDatabase
beforeAll(async () => {
  server = await startPostgres()
  database = await openNotifierDatabase(server, 'due')
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})
beforeEach(() => sql`truncate notifier.webhook_deliveries`.execute(database.db))

const rows: DeliveryRows = {
  table: 'notifier.webhook_deliveries',
  ofKind: sql`true`,
  receiver: 'webhook_id',
}
const { table } = rows

async function add(webhookId: number, count: number, dueInMs = -1_000): Promise<void> {
  const ids = Array.from({ length: count }, () => randomUUID())
  await sql`
    insert into notifier.webhook_deliveries (id, webhook_id, event_id, event_type, position, stream,
      revision, due_at, give_at, created_at)
    select id, ${webhookId}, id, 'LabelCreated', 1, 'label-1', 0, at, at, at
    from unnest(${ids}::uuid[]) id,
      (select clock_timestamp() + ${dueInMs} * interval '1 millisecond' as at) due`.execute(
    database.db,
  )
}

/** How many were taken of each receiver. */
async function take(): Promise<Record<string, number>> {
  const ids = await takeDueDeliveries(database.db, rows)
  const taken = await sql<{ webhook_id: number; count: number }>`
    select webhook_id, count(*) from notifier.webhook_deliveries
    where id = any(${ids}::uuid[]) group by 1 order by 1`.execute(database.db)
  return Object.fromEntries(taken.rows.map(({ webhook_id, count }) => [webhook_id, count]))
}

describe('of several receivers', () => {
  it('each gets a few of its deliveries into the line, however many one of them has', async () => {
    await add(1, 2_000)
    await add(2, 1)
    await add(7, MOST_OF_ONE_RECEIVER)
    await add(8, 3, 60_000)
    expect(await take()).toEqual({ 1: MOST_OF_ONE_RECEIVER, 2: 1, 7: MOST_OF_ONE_RECEIVER })
    expect(await take()).toEqual({})
    await add(3, 1)
    expect(await take()).toEqual({ 3: 1 })
  })

  it('the next one has room when one is settled, and all when the queue has lost them', async () => {
    await add(1, 100)
    const [first = ''] = await takeDueDeliveries(database.db, rows)
    const token = randomUUID()
    await sql`update notifier.webhook_deliveries set claimed_by = ${token} where id = ${first}`.execute(
      database.db,
    )
    expect(await take()).toEqual({})
    const retry = {
      state: 'pending',
      code: 'HTTP 500',
      status: 500,
      retryInMs: 60_000,
      isCounted: true,
    } as const
    expect(await settleDelivery(database.db, { table, ids: [first], token }, retry)).toBe(true)
    expect(await take()).toEqual({ 1: 1 })

    await sql`
      update notifier.webhook_deliveries
      set give_at = give_at - ${GIVE_AGAIN_MS} * interval '1 millisecond'
      where due_at <= clock_timestamp() and give_at > clock_timestamp()`.execute(database.db)
    expect(await take()).toEqual({ 1: MOST_OF_ONE_RECEIVER })
  })
})
