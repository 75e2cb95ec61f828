import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type DeliveryDesk, openDeliveryDesk } from '#notifier/testing/delivery-desk.ts'
import { claimDeliveries } from './claim-delivery.ts'
import type { Outcome } from './delivery-kind.ts'
import { settleDeliveries } from './settle-delivery.ts'

const [mine, yours] = [
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000002',
] as const
const delivered = { state: 'delivered', status: null } as const
const retry = {
  state: 'pending',
  code: 'ESOCKET',
  status: 421,
  retryInMs: 60_000,
  isCounted: true,
} as const

function actsOn({ database: { db } }: DeliveryDesk) {
  return {
    claim: async (id: string, token: string) => (await claimDeliveries(db, [{ id, token }]))[0],
    settle: async (ids: readonly string[], token: string, outcome: Outcome = delivered) => {
      const settling = { held: { ids, token }, outcome }
      const [isOurs] = await settleDeliveries(db, 'notifier.deliveries', [settling])
      return isOurs
    },
    endLeases: () =>
      sql`update notifier.deliveries set give_at = clock_timestamp() - interval '1 second'`.execute(
        db,
      ),
    collect: (ids: readonly string[]) =>
      sql`update notifier.deliveries set digest_at = '2026-01-01', due_at = '2026-01-01'
        where id = any(${[...ids]}::uuid[])`.execute(db),
  }
}

describe('a claim', () => {
  it('is for one worker at a time, until its lease ends, and only its holder writes the outcome', async () => {
    await using desk = await openDeliveryDesk()
    const { claim, settle, endLeases } = actsOn(desk)
    const [id = ''] = await desk.addDeliveries(1)
    expect(await claim(id, mine)).toMatchObject({ id, attempts: 1 })
    expect(await claim(id, yours)).toBeUndefined()

    await endLeases()
    expect(await claim(id, yours)).toMatchObject({ id, attempts: 2 })
    expect(await settle([id], mine)).toBe(false)
    expect(await settle([id], yours, retry)).toBe(true)

    expect(await claim(id, mine)).toBeUndefined() // not due
    await sql`update notifier.deliveries set due_at = clock_timestamp() - interval '1 second'`.execute(
      desk.database.db,
    )
    expect(await claim(id, mine)).toMatchObject({ attempts: 3 })
    const due = await desk.dueOf(id)
    expect(await settle([id], mine)).toBe(true)
    expect(await claim(id, yours)).toBeUndefined()
    expect(await desk.dueOf(id)).toEqual(due)
  })

  it('is made with others, and so is their end, each by itself', async () => {
    await using desk = await openDeliveryDesk()
    const { db } = desk.database
    const { claim } = actsOn(desk)
    const ids = await desk.addDeliveries(5)
    const [taken = '', sent = '', put = '', undone = '', gone = ''] = ids
    await claim(taken, yours)
    const claims = ids.map((id, n) => ({ id, token: mine.replace(/.$/, String(n)) }))
    const inHand = await claimDeliveries(db, claims)
    expect(inHand.map(({ id, token }) => ({ id, token })).sort(byToken)).toEqual(claims.slice(1))

    const [, ofSent, ofPut, ofUndone, ofGone] = claims.map(({ id, token }) => ({
      ids: [id],
      token,
    }))
    await sql`update notifier.deliveries set claimed_by = ${yours} where id = ${gone}`.execute(db)
    const outcomes = [
      { held: ofSent ?? none, outcome: delivered },
      { held: ofPut ?? none, outcome: retry },
      { held: ofUndone ?? none, outcome: { ...retry, status: null, isCounted: false } },
      { held: ofGone ?? none, outcome: delivered },
    ]
    expect(await settleDeliveries(db, 'notifier.deliveries', outcomes)).toEqual([
      true,
      true,
      true,
      false,
    ])
    const state = (id: string) => desk.stateOf(id)
    expect(await state(sent)).toEqual({ state: 'delivered', attempts: 1, last_error: null })
    expect(await state(put)).toEqual({ state: 'pending', attempts: 1, last_error: 'ESOCKET' })
    expect(await state(undone)).toEqual({ state: 'pending', attempts: 0, last_error: 'ESOCKET' })
    expect(await state(gone)).toEqual({ state: 'pending', attempts: 1, last_error: null })
  })
})

describe('a digest', () => {
  it('is claimed whole, and is the same one at every try, without what came later', async () => {
    await using desk = await openDeliveryDesk()
    const { claim, settle, collect, endLeases } = actsOn(desk)
    const ids = await desk.addDeliveries(3)
    await collect(ids)
    const [first = '', second = ''] = ids

    const taken = await claim(second, mine)
    expect(taken).toMatchObject({ id: second, is_digest: true, attempts: 1 })
    expect([...(taken?.delivery_ids ?? [])].sort()).toEqual(ids.toSorted())
    expect(await claim(first, yours)).toBeUndefined()

    const [late = ''] = await desk.addDeliveries(1)
    await collect([late])
    await endLeases()
    const again = await claim(first, yours)
    expect(again).toMatchObject({ id: second, items: taken?.items, attempts: 2 })
    expect(await settle(ids, mine)).toBe(false)
    expect(await settle(ids, yours)).toBe(true)
    expect(await claim(late, mine)).toMatchObject({ id: late, attempts: 1 })
  })

  it('is one, also where two ask for it at once, beside what goes out by itself', async () => {
    await using desk = await openDeliveryDesk()
    const { collect } = actsOn(desk)
    const ids = await desk.addDeliveries(3)
    const [first = '', second = '', alone = ''] = ids.toSorted()
    await collect([first, second])
    const inHand = await claimDeliveries(desk.database.db, [
      { id: second, token: yours },
      { id: first, token: mine },
      { id: alone, token: '00000000-0000-4000-8000-000000000003' },
    ])
    expect(inHand.sort(byToken)).toMatchObject([
      { id: first, token: mine, is_digest: true, delivery_ids: { length: 2 } },
      { id: alone, is_digest: false, delivery_ids: [alone] },
    ])
  })

  it('is on disk before anything of it is sent', async () => {
    await using desk = await openDeliveryDesk()
    const { claim, collect } = actsOn(desk)
    const [id = ''] = await desk.addDeliveries(1)
    await collect([id])
    const written = await logPosition(desk, 'insert')
    expect(await claim(id, mine)).toMatchObject({ id, is_digest: true })
    expect(await logPosition(desk, 'flush')).toBeGreaterThan(written)
  })
})

const none = { ids: [], token: '' }

const byToken = (a: { token: string }, b: { token: string }) => (a.token < b.token ? -1 : 1)

/** How far PostgreSQL's log goes, in memory or on disk: bytes. */
async function logPosition(
  { database: { db } }: DeliveryDesk,
  to: 'insert' | 'flush',
): Promise<bigint> {
  const position = sql.raw(`pg_current_wal_${to}_lsn()`)
  const { rows } = await sql<{ bytes: string }>`
    select (${position} - '0/0')::text as bytes`.execute(db)
  return BigInt(rows[0]?.bytes ?? 0)
}
