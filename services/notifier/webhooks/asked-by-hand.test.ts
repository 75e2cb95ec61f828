import { randomUUID } from 'node:crypto'
import { redeliver } from '@deskhive/shared/read-model/queries/webhook-deliveries.ts'
import { startWebhookReplay } from '@deskhive/shared/read-model/queries/webhook-replays.ts'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import {
  openWebhookDesk,
  replaysIn,
  type WebhookDesk,
} from '#notifier/testing/account-webhook-desk.ts'
import { claimWebhookDeliveries } from './claim-webhook-delivery.ts'
import { keepHouse } from './keep-house.ts'
import { workOffReplays } from './replay.ts'

/** The api has seen the webhook switched on again, at this revision; the fold is behind, and has it as off. */
const SWITCHED_ON = 2

it('a redelivery that was asked for before the fold knows that its webhook is on waits for that', async () => {
  await using desk = await openWebhookDesk()
  const { id } = await desk.addWebhook('http://127.0.0.1:9/')
  await redeliverWhileBehind(desk, id)

  await keepHouse(desk.database.db)
  expect(await claim(desk)).toEqual([])
  expect(await desk.deliveriesOf(id)).toMatchObject([{ state: 'pending', attempts: 0 }])

  await fold(desk, { revision: SWITCHED_ON, status: 'active' })
  await keepHouse(desk.database.db)
  expect(await claim(desk)).toMatchObject([{ webhook_id: id, cancelled: null, attempts: 1 }])
})

it('a redelivery ends where its webhook was switched off after it was asked for', async () => {
  await using desk = await openWebhookDesk()
  const { id } = await desk.addWebhook('http://127.0.0.1:9/')
  await redeliverWhileBehind(desk, id)
  await fold(desk, { revision: SWITCHED_ON + 1, status: 'inactive' })
  expect(await claim(desk)).toMatchObject([{ cancelled: 'webhook-inactive' }])

  await redeliverWhileBehind(desk, id)
  await fold(desk, { revision: SWITCHED_ON + 1, status: 'inactive' })
  await keepHouse(desk.database.db)
  expect(await desk.deliveriesOf(id)).toMatchObject([{ state: 'cancelled' }])
})

it('a replay that was asked for before the fold knows that its webhook is on waits for that', async () => {
  await using desk = await openWebhookDesk()
  const { id } = await desk.addWebhook('http://127.0.0.1:9/')
  const events = await desk.addEvents(id, 3)
  for (const [revision, status] of [
    [0, 'active'],
    [1, 'inactive'],
  ] as const) {
    await fold(desk, { revision, status })
    await replayAll(desk, id)
    await keepHouse(desk.database.db)
    await workOff(desk)
    expect(await replaysIn(desk)).toEqual([{ deliveries: 0, has_ended: false }])
  }

  await fold(desk, { revision: SWITCHED_ON, status: 'active' })
  await workOff(desk)
  expect(await replaysIn(desk)).toEqual([{ deliveries: events.length, has_ended: true }])
})

it('a replay ends where its webhook was switched off after it was asked for', async () => {
  await using desk = await openWebhookDesk()
  const { id } = await desk.addWebhook('http://127.0.0.1:9/')
  await replayAll(desk, id)
  await fold(desk, { revision: SWITCHED_ON + 1, status: 'inactive' })
  await keepHouse(desk.database.db)
  expect(await replaysIn(desk)).toEqual([{ deliveries: 0, has_ended: true }])
})

function fold(
  { database }: WebhookDesk,
  { revision, status }: { readonly revision: number; readonly status: string },
) {
  return sql`update notifier.webhooks set revision = ${revision}, status = ${status}`.execute(
    database.db,
  )
}

async function redeliverWhileBehind(desk: WebhookDesk, webhookId: number): Promise<void> {
  const { db } = desk.database
  await fold(desk, { revision: SWITCHED_ON - 1, status: 'inactive' })
  await sql`delete from notifier.webhook_deliveries`.execute(db)
  await desk.addDeliveries(webhookId, 1)
  await sql`
    update notifier.webhook_deliveries
    set state = 'cancelled', settled_at = clock_timestamp()`.execute(db)
  const { number } = await db
    .selectFrom('notifier.webhook_deliveries')
    .select('number')
    .executeTakeFirstOrThrow()
  await redeliver(db, { webhookId, id: number, askedRevision: SWITCHED_ON })
}

async function claim({ database: { db } }: WebhookDesk) {
  const rows = await db.selectFrom('notifier.webhook_deliveries').select('id').execute()
  return claimWebhookDeliveries(
    db,
    rows.map(({ id }) => ({ id, token: randomUUID() })),
  )
}

async function replayAll({ database, store }: WebhookDesk, webhookId: number): Promise<void> {
  const stretch = { after: -1n, until: await store.head(), from: 0n }
  await startWebhookReplay(database.db, { webhookId, askedRevision: SWITCHED_ON, ...stretch })
}

function workOff({ database, store }: WebhookDesk): Promise<void> {
  const { signal } = new AbortController()
  return workOffReplays({ db: database.db, log: store, signal, onDeliveries: () => undefined })
}
