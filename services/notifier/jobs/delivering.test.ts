import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { openDeliveryDesk } from '#notifier/testing/delivery-desk.ts'
import { type QueueKind, queueKinds, startQueueStores } from '#notifier/testing/queue-stores.ts'
import { EMAILS_AT_ONCE, LEASE_MS, notificationRetries, SWEEP_INTERVAL_MS } from './limits.ts'

/** The promise of the product: what a dead worker had in hand arrives within 10 s. */
const PROMISED_MS = 10_000
/** On a machine that has other things to do, too. */
const patience = { timeout: 45_000, interval: 50 }

const storesFor = startQueueStores()

describe.concurrent.each(queueKinds)('with the queue on %s', (kind) => {
  describeDelivering(kind)
})

it('a job carries the id of its delivery and nothing else', async () => {
  await using desk = await openDeliveryDesk(storesFor('postgres'))
  const [id] = await desk.addDeliveries(1)
  const kill = await desk.haltAt('before-send')
  await kill()

  const { rows } = await sql`select id, name, data from queue.job`.execute(desk.database.db)
  expect(rows).toEqual([{ id: `d-${id}`, name: 'email', data: {} }])
})

function describeDelivering(kind: QueueKind): void {
  const openDesk = () => openDeliveryDesk(storesFor(kind))

  it('a pending delivery is sent once, with its own id', async () => {
    await using desk = await openDesk()
    const ids = await desk.addDeliveries(3)

    await using _channel = desk.start()
    await vi.waitFor(() => expect(desk.inbox.received).toHaveLength(3), patience)

    expect(desk.inbox.received.map(({ messageId }) => messageId).sort()).toEqual(ids.sort())
    for (const id of ids) {
      await vi.waitFor(async () => {
        expect(await desk.stateOf(id)).toEqual({
          state: 'delivered',
          attempts: 1,
          last_error: null,
        })
      }, patience)
    }
  })

  it('two processes share the work, and nothing is sent twice', async () => {
    await using desk = await openDesk()
    await using _one = desk.start()
    await using _other = desk.start()

    const ids = await desk.addDeliveries(150)
    await vi.waitFor(() => expect(desk.inbox.received).toHaveLength(150), patience)
    await vi.waitFor(async () => expect(await desk.queue.depth()).toBe(0), patience)

    expect(desk.inbox.received.map(({ messageId }) => messageId).sort()).toEqual(ids.sort())
  })

  it('a process killed between the row and the queue loses nothing', async () => {
    await using desk = await openDesk()
    const [id] = await desk.addDeliveries(1)
    const kill = await desk.haltAt('before-give')
    const killedAt = performance.now()
    await kill()

    await using _channel = desk.start()
    await vi.waitFor(() => expect(desk.inbox.received).toHaveLength(1), patience)

    expect(performance.now() - killedAt).toBeLessThan(PROMISED_MS)
    expect(desk.inbox.received[0]?.messageId).toBe(id)
  })

  it('a worker killed before it sent is replaced within 10 s, and the message is sent once', async () => {
    await using desk = await openDesk()
    const [id = ''] = await desk.addDeliveries(1)
    const kill = await desk.haltAt('before-send')
    await using _channel = desk.start()
    const killedAt = performance.now()
    await kill()

    await vi.waitFor(() => expect(desk.inbox.received).toHaveLength(1), patience)

    expect(performance.now() - killedAt).toBeLessThan(PROMISED_MS)
    expect(desk.inbox.received[0]?.messageId).toBe(id)
    await vi.waitFor(async () => {
      expect(await desk.stateOf(id)).toMatchObject({ state: 'delivered', attempts: 2 })
    }, patience)
  })

  it('a worker killed after it sent is repeated within 10 s with the same id', async () => {
    await using desk = await openDesk()
    const [id = ''] = await desk.addDeliveries(1)
    const kill = await desk.haltAt('after-send')
    await using _channel = desk.start()
    const killedAt = performance.now()
    await kill()

    await vi.waitFor(() => expect(desk.inbox.received).toHaveLength(2), patience)

    expect(performance.now() - killedAt).toBeLessThan(PROMISED_MS)
    expect(desk.inbox.received.map(({ messageId }) => messageId)).toEqual([id, id])
    await vi.waitFor(async () => {
      expect(await desk.stateOf(id)).toMatchObject({ state: 'delivered' })
    }, patience)
  })

  it('a mail server that takes its time with a message is given it once', async () => {
    await using desk = await openDesk()
    const answer = desk.inbox.hold()
    const [id = ''] = await desk.addDeliveries(1)
    await using _one = desk.start()
    await using _other = desk.start()
    const leaseIsOver = async () =>
      expect(await desk.ageOf(id)).toBeGreaterThan(LEASE_MS + 2 * SWEEP_INTERVAL_MS)
    await vi.waitFor(leaseIsOver, patience)
    answer()
    await vi.waitFor(async () => {
      expect(await desk.stateOf(id)).toMatchObject({ state: 'delivered', attempts: 1 })
    }, patience)
    expect(desk.inbox.received).toHaveLength(1)
  })

  it('a process that ends finishes what it is sending, and hands back what waits for its turn', async () => {
    await using desk = await openDesk()
    const inHand = () => desk.count(sql`claimed_by is not null`)
    const sentAtOnce = () => desk.count(sql`state = 'delivered' and attempts = 1`)
    const answer = desk.inbox.hold()
    await desk.addDeliveries(EMAILS_AT_ONCE + 3)
    const ending = desk.start()
    await vi.waitFor(async () => {
      expect(desk.inbox.received).toHaveLength(EMAILS_AT_ONCE)
      expect(await inHand()).toBe(EMAILS_AT_ONCE + 3)
    }, patience)
    const ended = ending[Symbol.asyncDispose]()
    await vi.waitFor(async () => expect(await inHand()).toBe(EMAILS_AT_ONCE), patience)
    answer()
    await ended
    expect(await inHand()).toBe(0)

    await using _next = desk.start()
    await vi.waitFor(async () => expect(await sentAtOnce()).toBe(EMAILS_AT_ONCE + 3), patience)
    expect(desk.inbox.received).toHaveLength(EMAILS_AT_ONCE + 3)
  })

  it('a queue that lost everything is filled again from the rows', async () => {
    await using desk = await openDesk()
    const ids = await desk.addDeliveries(5)
    const kill = await desk.haltAt('before-send')
    await kill()
    expect(await desk.queue.depth()).toBe(5)

    await desk.loseQueue()
    expect(await desk.queue.depth()).toBe(0)

    await using _channel = desk.start()
    await vi.waitFor(() => expect(desk.inbox.received).toHaveLength(5), patience)
    expect(desk.inbox.received.map(({ messageId }) => messageId).sort()).toEqual(ids.sort())
  })

  it('a receiver that refuses for now is tried again, one that refuses for good is not', async () => {
    await using desk = await openDesk()
    await using _channel = desk.start()
    desk.inbox.refuse(550)
    const [never = ''] = await desk.addDeliveries(1)
    await vi.waitFor(async () => {
      expect(await desk.stateOf(never)).toEqual({
        state: 'failed',
        attempts: 1,
        last_error: 'EENVELOPE 550',
      })
    }, patience)

    desk.inbox.refuse(451)
    const [later = ''] = await desk.addDeliveries(1)
    await vi.waitFor(async () => {
      expect(await desk.stateOf(later)).toEqual({
        state: 'pending',
        attempts: 1,
        last_error: 'EENVELOPE 451',
      })
    }, patience)

    desk.inbox.refuse(null)
    await vi.waitFor(async () => {
      expect(await desk.stateOf(later)).toMatchObject({ state: 'delivered', attempts: 2 })
    }, patience)
    expect(desk.inbox.received.map(({ messageId }) => messageId)).toEqual([later])
  })

  it('the eighth try is the last, also where each of them killed its worker', async () => {
    await using desk = await openDesk()
    const [refused = '', deadly = ''] = await desk.addDeliveries(2)
    const setAttempts = (id: string, attempts: number) =>
      sql`update notifier.deliveries set attempts = ${attempts} where id = ${id}`.execute(
        desk.database.db,
      )
    await setAttempts(refused, notificationRetries.attempts - 1)
    await setAttempts(deadly, notificationRetries.attempts)
    desk.inbox.refuse(451)

    await using _channel = desk.start()
    await vi.waitFor(async () => {
      expect(await desk.stateOf(refused)).toMatchObject({
        state: 'failed',
        attempts: notificationRetries.attempts,
      })
      expect(await desk.stateOf(deadly)).toMatchObject({ state: 'failed', last_error: 'abandoned' })
    }, patience)
  })

  it('an agent that has gone gets nothing any more', async () => {
    await using desk = await openDesk()
    const [id = ''] = await desk.addDeliveries(1)
    await sql`update notifier.agents set is_active = false`.execute(desk.database.db)

    await using _channel = desk.start()
    await vi.waitFor(async () => {
      expect(await desk.stateOf(id)).toMatchObject({ state: 'cancelled', last_error: 'agent-gone' })
    }, patience)
    expect(desk.inbox.received).toEqual([])
  })
}
