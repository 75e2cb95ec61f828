import { openTestPostgres, type TestDatabase } from '@deskhive/shared/testing/postgres.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDeliveryDesk } from '#notifier/testing/delivery-desk.ts'
import { claimDelivery } from './claim-delivery.ts'
import { settleDelivery } from './settle-delivery.ts'

let server: TestDatabase
beforeAll(async () => {
  server = await openTestPostgres()
})
afterAll(() => server[Symbol.asyncDispose]())

const table = 'notifier.deliveries'
const settled = ({ id, token }: { id: string; token: string }) =>
  ({ table, ids: [id], token }) as const

describe('a claim', () => {
  it('is for one worker at a time, until its lease ends, and only its holder writes the outcome', async () => {
    await using desk = await openDeliveryDesk(server, { name: 'claim', redisUrl: null })
    const { db } = desk.database
    const [id = ''] = await desk.addDeliveries(1)
    const [mine, yours] = [
      { id, token: '00000000-0000-4000-8000-000000000001' },
      { id, token: '00000000-0000-4000-8000-000000000002' },
    ]
    expect(await claimDelivery(db, mine)).toMatchObject({ id, attempts: 1 })
    expect(await claimDelivery(db, yours)).toBeNull()

    await sql`update notifier.deliveries set give_at = clock_timestamp()`.execute(db)
    expect(await claimDelivery(db, yours)).toMatchObject({ id, attempts: 2 })
    expect(await settleDelivery(db, settled(mine), { state: 'delivered', status: null })).toBe(
      false,
    )
    const retry = {
      state: 'pending',
      code: 'ESOCKET',
      status: null,
      retryInMs: 60_000,
      isCounted: true,
    } as const
    expect(await settleDelivery(db, settled(yours), retry)).toBe(true)

    expect(await claimDelivery(db, mine)).toBeNull() // not due
    await sql`update notifier.deliveries set due_at = clock_timestamp()`.execute(db)
    expect(await claimDelivery(db, mine)).toMatchObject({ attempts: 3 })
    const due = await desk.dueOf(id)
    expect(await settleDelivery(db, settled(mine), { state: 'delivered', status: null })).toBe(true)
    expect(await claimDelivery(db, yours)).toBeNull()
    expect(await desk.dueOf(id)).toEqual(due)
  })
})

describe('a digest', () => {
  it('is claimed whole, and is the same one at every try, without what came later', async () => {
    await using desk = await openDeliveryDesk(server, { name: 'digest', redisUrl: null })
    const { db } = desk.database
    const collect = (ids: readonly string[]) =>
      sql`update notifier.deliveries set digest_at = '2026-01-01', due_at = '2026-01-01'
        where id = any(${[...ids]}::uuid[])`.execute(db)
    const ids = await desk.addDeliveries(3)
    await collect(ids)
    const [first = '', second = ''] = ids
    const [token, another] = [
      '00000000-0000-4000-8000-000000000001',
      '00000000-0000-4000-8000-000000000002',
    ]

    const taken = await claimDelivery(db, { id: second, token })
    expect(taken).toMatchObject({ id: second, is_digest: true, attempts: 1 })
    expect([...(taken?.delivery_ids ?? [])].sort()).toEqual(ids.toSorted())
    expect(await claimDelivery(db, { id: first, token: another })).toBeNull()

    const [late = ''] = await desk.addDeliveries(1)
    await collect([late])
    await sql`update notifier.deliveries set give_at = clock_timestamp()`.execute(db)
    const again = await claimDelivery(db, { id: first, token: another })
    expect(again).toMatchObject({ id: second, items: taken?.items, attempts: 2 })
    expect(
      await settleDelivery(db, { table, ids, token }, { state: 'delivered', status: null }),
    ).toBe(false)
    expect(
      await settleDelivery(
        db,
        { table, ids, token: another },
        { state: 'delivered', status: null },
      ),
    ).toBe(true)
    expect(await claimDelivery(db, { id: late, token })).toMatchObject({ id: late, attempts: 1 })
  })
})
