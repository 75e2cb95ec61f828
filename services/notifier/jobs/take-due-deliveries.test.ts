import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type NotifierDatabase, openNotifierDatabase } from '#notifier/testing/notifier-database.ts'
import type { DeliveryRows } from './delivery-kind.ts'
import { findHanging } from './find-hanging.ts'
import {
  APART_WITHIN_MS,
  DEATHS_TOGETHER,
  GIVE_AGAIN_MS,
  GIVE_BATCH,
  MOST_OF_A_PROMPT_RECEIVER,
  MOST_OF_THE_SLOW,
} from './limits.ts'
import { timeReceivers } from './receiver-times.ts'
import { settleDeliveries } from './settle-delivery.ts'
import { takeDueDeliveries } from './take-due-deliveries.ts'

let database: NotifierDatabase
beforeAll(async () => {
  database = await openNotifierDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())
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
async function take(
  prompt: readonly number[] = [],
  slow: readonly number[] = [],
): Promise<Record<string, number>> {
  const { ids } = await takeDueDeliveries(database.db, rows, { prompt, slow })
  const taken = await sql<{ webhook_id: number; count: number }>`
    select webhook_id, count(*) from notifier.webhook_deliveries
    where id = any(${ids}::uuid[]) group by 1 order by 1`.execute(database.db)
  return Object.fromEntries(taken.rows.map(({ webhook_id, count }) => [webhook_id, count]))
}

/** What is in line or in hand has been there for so long. */
async function passed(ms: number): Promise<void> {
  await sql`
    update notifier.webhook_deliveries set give_at = give_at - ${ms} * interval '1 millisecond'
    where due_at <= clock_timestamp() and give_at > clock_timestamp()`.execute(database.db)
}

describe('of several receivers', () => {
  it('each gets a few of its deliveries into the line, however many one of them has', async () => {
    await add(1, 2_000)
    await add(2, 1)
    await add(7, MOST_OF_A_PROMPT_RECEIVER)
    await add(8, 3, 60_000)
    expect(await take([1, 2, 7, 8])).toEqual({
      1: MOST_OF_A_PROMPT_RECEIVER,
      2: 1,
      7: MOST_OF_A_PROMPT_RECEIVER,
    })
    expect(await take([1, 2, 7, 8])).toEqual({})
    await add(3, 1)
    expect(await take([1, 2, 7, 8])).toEqual({ 3: 1 })
  })

  it('who is not known to be prompt gets one at a time, and all of them a part of the line', async () => {
    const others = Array.from({ length: 2 * MOST_OF_THE_SLOW }, (_, index) => index + 1)
    for (const id of others) await add(id, 2)
    await add(1_000, 7)
    const { 1000: ofThePrompt, ...first } = await take([1_000])
    expect(ofThePrompt).toBe(MOST_OF_A_PROMPT_RECEIVER)
    expect(Object.values(first)).toEqual(others.slice(0, MOST_OF_THE_SLOW).map(() => 1))
    expect(await take([1_000])).toEqual({})

    await passed(GIVE_AGAIN_MS)
    const next = Object.keys(await take())
    expect(next.filter((id) => !(id in first)).length).toBeGreaterThan(1) // chance gives turns
  })

  it('who is not known yet does not wait for those that are known to be slow, however many', async () => {
    const slow = Array.from({ length: 2 * MOST_OF_THE_SLOW }, (_, index) => index + 1)
    for (const id of slow) await add(id, 1)
    await add(1_000, 3)
    const { 1000: ofTheNew, ...others } = await take([], slow)
    expect(ofTheNew).toBe(1)
    expect(Object.keys(others)).toHaveLength(MOST_OF_THE_SLOW)
    await add(1_001, 1)
    expect(await take([], slow)).toEqual({ 1001: 1 })
  })

  it('who hung before a start is known to, so that nobody else waits for those that do', async () => {
    const hanging = Array.from({ length: 2 * MOST_OF_THE_SLOW }, (_, index) => index + 1)
    for (const id of hanging) await add(id, 1)
    await sql`update notifier.webhook_deliveries set last_error = 'timed-out'`.execute(database.db)
    await add(1_000, 3)
    const receivers = timeReceivers(() => findHanging(database.db, rows))
    const { prompt, slow } = await receivers.known()
    expect([prompt, slow.length]).toEqual([[], hanging.length])
    expect(await take(prompt, slow)).toMatchObject({ 1000: 1 })

    await receivers.time(7, Promise.resolve())
    expect((await receivers.known()).prompt).toEqual([7])
  })

  it('what was in hand at many deaths comes back by itself, at different moments', async () => {
    await add(1, MOST_OF_A_PROMPT_RECEIVER)
    const die = (deaths: number) =>
      sql`
        update notifier.webhook_deliveries set attempts = ${deaths}, claimed_by = gen_random_uuid(),
          give_at = clock_timestamp() - interval '1 second'`.execute(database.db)
    await die(DEATHS_TOGETHER - 1)
    expect(await take([1])).toEqual({ 1: MOST_OF_A_PROMPT_RECEIVER })

    await die(DEATHS_TOGETHER)
    expect(await take([1])).toEqual({})
    const { rows: times } = await sql<{ at: Date }>`
      select distinct give_at as at from notifier.webhook_deliveries
      where claimed_by is null and give_at <= clock_timestamp()
        + ${APART_WITHIN_MS} * interval '1 millisecond'`.execute(database.db)
    expect(times).toHaveLength(MOST_OF_A_PROMPT_RECEIVER)
    await passed(APART_WITHIN_MS)
    expect(await take([1])).toEqual({ 1: MOST_OF_A_PROMPT_RECEIVER })
  })

  it('the next one has room when one is settled, and all when the queue has lost them', async () => {
    await add(1, 100)
    const { ids } = await takeDueDeliveries(database.db, rows, { prompt: [1], slow: [] })
    const [first = ''] = ids
    const token = randomUUID()
    await sql`update notifier.webhook_deliveries set claimed_by = ${token} where id = ${first}`.execute(
      database.db,
    )
    expect(await take([1])).toEqual({})
    const retry = {
      state: 'pending',
      code: 'HTTP 500',
      status: 500,
      retryInMs: 60_000,
      isCounted: true,
    } as const
    const settling = { held: { ids: [first], token }, outcome: retry }
    expect(await settleDeliveries(database.db, table, [settling])).toEqual([true])
    expect(await take([1])).toEqual({ 1: 1 })

    await passed(GIVE_AGAIN_MS)
    expect(await take([1])).toEqual({ 1: MOST_OF_A_PROMPT_RECEIVER })
  })
})

it('more may be due after a full batch, also where one of it comes back later by itself', async () => {
  const ofOne = { ...rows, receiver: null }
  const takeOfOne = () => takeDueDeliveries(database.db, ofOne, { prompt: [], slow: [] })
  await add(1, GIVE_BATCH + 1)
  await sql`
    update notifier.webhook_deliveries set attempts = ${DEATHS_TOGETHER},
      claimed_by = gen_random_uuid(), give_at = give_at - interval '1 minute'
    where id in (select id from notifier.webhook_deliveries limit 1)`.execute(database.db)
  const first = await takeOfOne()
  expect([first.ids.length, first.isFull]).toEqual([GIVE_BATCH - 1, true])
  const second = await takeOfOne()
  expect([second.ids.length, second.isFull]).toEqual([1, false])
})
