import { randomUUID } from 'node:crypto'
import type { ProjectionHealth } from '@deskhive/shared/projection/projection-health.ts'
import type { JobQueue } from '@deskhive/shared/queue/job-queue.ts'
import { openJobQueue } from '@deskhive/shared/queue/open-job-queue.ts'
import { type Database, openDatabase } from '@deskhive/shared/read-model/database.ts'
import { cancelDeliveries } from '@deskhive/shared/read-model/queries/deliveries.ts'
import { startPostgres, type TestDatabase } from '@deskhive/shared/testing/postgres.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  type NotifierDatabase,
  openNotifierDatabase,
  silent,
} from '#notifier/testing/notifier-database.ts'
import { readinessOf } from './readiness.ts'

let server: TestDatabase
let tables: NotifierDatabase
let database: Database
let queue: JobQueue
beforeAll(async () => {
  server = await startPostgres()
  tables = await openNotifierDatabase(server, 'readiness')
  const { url } = tables
  database = openDatabase({ url, applicationName: 'test', logger: silent, maxConnections: 2 })
  queue = openJobQueue({ backend: { kind: 'postgres', url }, name: 'email', logger: silent })
})
afterAll(async () => {
  await queue[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
  await tables[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})
beforeEach(() => sql`truncate notifier.deliveries, notifier.webhook_deliveries`.execute(tables.db))

const working: ProjectionHealth = {
  state: 'leading',
  position: 7n,
  head: 7n,
  lag: 0,
  parkedStreams: 0,
}

const channels = ['email', 'webhook', 'account_webhook'] as const

it.each(channels)(
  'what failed for good by %s degrades it until a person has seen to it',
  async (channel) => {
    const id = await addDelivery(channel, 'failed')
    expect(await ready()).toMatchObject({
      ready: true,
      degraded: true,
      deliveries: [{ channel, failed: 1, pending: 0 }],
    })
    await cancelDeliveries(tables.db, { ids: [id] })
    expect(await ready()).toMatchObject({ ready: true, degraded: false, deliveries: [] })
  },
)

it.each(channels)(
  'what waits, has arrived or is not wanted by %s degrades nothing',
  async (channel) => {
    for (const state of ['pending', 'delivered', 'cancelled']) await addDelivery(channel, state)
    expect(await ready()).toMatchObject({
      ready: true,
      degraded: false,
      deliveries: [{ channel, failed: 0, pending: 1 }],
    })
  },
)

it('a parked stream degrades it and keeps it ready for all the others', async () => {
  expect(await ready({ ...working, parkedStreams: 1 })).toMatchObject({
    ready: true,
    degraded: true,
  })
})

function ready(health = working) {
  const { signal } = new AbortController()
  return readinessOf({ health, signal, database, queue, store: { isConnected: () => true } })
}

/** @returns its id */
async function addDelivery(channel: (typeof channels)[number], state: string): Promise<string> {
  const id = randomUUID()
  await (channel === 'account_webhook'
    ? sql`
      insert into notifier.webhook_deliveries (id, webhook_id, event_id, event_type, position,
        stream, revision, state, due_at, give_at, created_at)
      select ${id}, 1, ${id}, 'LabelChanged', 7, 'label-1', 0, ${state}, at, at, at
      from clock_timestamp() at`
    : sql`
      insert into notifier.deliveries (id, notification_key, agent_id, channel, state, created_at)
      values (${id}, ${id}, 7, ${channel}, ${state}, clock_timestamp())`
  ).execute(tables.db)
  return id
}
