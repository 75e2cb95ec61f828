import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { logStart, type Position } from '@deskhive/shared/kernel/position.ts'
import { startWebhookReplay } from '@deskhive/shared/read-model/queries/webhook-replays.ts'
import { startReceiver } from '@deskhive/shared/testing/receiver.ts'
import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import {
  openWebhookDesk,
  replaysIn,
  type WebhookDesk,
} from '#notifier/testing/account-webhook-desk.ts'
import { workOffReplays } from './replay.ts'

const patience = { timeout: 45_000, interval: 100 }

/** Three pages of a replay. */
const EVENTS = 600

it('a replay killed before it wrote a page goes on there: every event once, under its own id', async () => {
  await using desk = await openWebhookDesk()
  await using receiver = await startReceiver()
  const { id } = await desk.addWebhook(receiver.url)
  const had = await desk.addDeliveries(id, 5)
  await sql`update notifier.webhook_deliveries set state = 'delivered', attempts = 1`.execute(
    desk.database.db,
  )
  const events = [...had, ...(await desk.addEvents(id, EVENTS))]
  await replayAll(desk, id)

  const kill = await desk.haltAt('before-page', 2)
  await kill()
  await using _running = desk.start()
  await workOff(desk)

  await vi.waitFor(() => expect(receiver.received).toHaveLength(events.length), patience)
  const ids = receiver.received.map((post) => post.id)
  expect(ids.sort()).toEqual(events.map((event) => event.id).sort())
  expect(await replaysIn(desk)).toEqual([{ deliveries: events.length, has_ended: true }])
})

it('two that work off the same replay write each page once', async () => {
  await using desk = await openWebhookDesk()
  const { id } = await desk.addWebhook('http://127.0.0.1:9/')
  const events = await desk.addEvents(id, EVENTS)
  await replayAll(desk, id)
  await Promise.all([workOff(desk), workOff(desk)])
  expect(await replaysIn(desk)).toEqual([{ deliveries: events.length, has_ended: true }])
  const written = await desk.deliveriesOf(id)
  expect(written.map(({ event_id }) => event_id)).toEqual(events.map((event) => event.id))
})

it('a replay goes on where the log that it reads does not come to its end yet, as a node that follows', async () => {
  await using desk = await openWebhookDesk()
  const { id } = await desk.addWebhook('http://127.0.0.1:9/')
  const events = await desk.addEvents(id, 3)
  await replayAll(desk, id)
  const [, second] = events
  await workOff(desk, behind(desk.store, second?.position ?? 0n))
  expect(await replaysIn(desk)).toEqual([{ deliveries: 2, has_ended: false }])

  await workOff(desk)
  expect(await replaysIn(desk)).toEqual([{ deliveries: events.length, has_ended: true }])
})

async function replayAll({ database, store }: WebhookDesk, webhookId: number): Promise<void> {
  const until = await store.head()
  await startWebhookReplay(database.db, {
    webhookId,
    askedRevision: 0,
    after: -1n,
    until,
    from: 0n,
  })
}

function workOff(
  { database, store }: WebhookDesk,
  log: Pick<EventStore, 'readAll'> = store,
): Promise<void> {
  const { signal } = new AbortController()
  return workOffReplays({ db: database.db, log, signal, onDeliveries: () => undefined })
}

/** The log as a node has it that has not come further yet. */
function behind(store: EventStore, end: Position): Pick<EventStore, 'readAll'> {
  return {
    readAll: async (options) => {
      const { events } = await store.readAll(options)
      const known = events.filter(({ position }) => position <= end)
      return {
        events: known,
        next: null,
        reached: known.at(-1)?.position ?? options.from ?? logStart,
      }
    },
  }
}
