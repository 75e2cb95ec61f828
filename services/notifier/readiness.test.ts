import { randomUUID } from 'node:crypto'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import type { ProjectionHealth } from '@deskhive/shared/projection/projection-health.ts'
import type { JobQueue } from '@deskhive/shared/queue/job-queue.ts'
import { openJobQueue } from '@deskhive/shared/queue/open-job-queue.ts'
import { type Database, openDatabase } from '@deskhive/shared/read-model/database.ts'
import { cancelDeliveries } from '@deskhive/shared/read-model/queries/deliveries.ts'
import { openTestDatabase } from '@deskhive/shared/testing/database.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type NotifierDatabase, openNotifierDatabase } from '#notifier/testing/notifier-database.ts'
import type { MeasuredKind } from './delivery-metrics.ts'
import { readinessOf } from './readiness.ts'

const channels = ['email', 'webhook', 'account_webhook'] as const

let tables: NotifierDatabase
let database: Database
const opened = new AsyncDisposableStack()
let queues: readonly { readonly kind: { readonly name: string }; readonly queue: JobQueue }[]
beforeAll(async () => {
  tables = await openNotifierDatabase()
  const { url } = tables
  database = openDatabase({ url, applicationName: 'test', logger: silent, maxConnections: 2 })
  queues = channels.map((name) => {
    const queue = openJobQueue({ backend: { kind: 'postgres', url }, name, logger: silent })
    return { kind: { name }, queue: opened.use(queue) }
  })
})
afterAll(async () => {
  await opened.disposeAsync()
  await database[Symbol.asyncDispose]()
  await tables[Symbol.asyncDispose]()
})
beforeEach(() => sql`truncate notifier.deliveries, notifier.webhook_deliveries`.execute(tables.db))

const working: ProjectionHealth = {
  state: 'leading',
  position: 7n,
  head: 7n,
  lag: 0,
  parkedStreams: 0,
  interruptedBy: null,
}

it.each(channels)(
  'what failed for good by %s degrades it until a person has seen to it',
  async (channel) => {
    const id = await addDelivery(channel, 'failed')
    expect(await ready()).toMatchObject({
      ready: true,
      degraded: true,
      deliveries: figuresWith({ channel, failed: 1, pending: 0 }),
    })
    await cancelDeliveries(tables.db, { ids: [id] })
    expect(await ready()).toMatchObject({ ready: true, degraded: false, deliveries: figuresWith() })
  },
)

it.each(channels)(
  'what waits, has arrived or is not wanted by %s degrades nothing',
  async (channel) => {
    for (const state of ['pending', 'delivered', 'cancelled']) await addDelivery(channel, state)
    expect(await ready()).toMatchObject({
      ready: true,
      degraded: false,
      deliveries: figuresWith({ channel, failed: 0, pending: 1, most_attempts: 2 }),
    })
  },
)

it('of each channel it is told what is in line, and that the queue is away', async () => {
  await queues[0]?.queue.addAll(['d-1', 'd-2'])
  expect(await ready()).toMatchObject({
    queue: true,
    deliveries: figuresWith({ channel: 'email', queue_depth: 2 }),
  })
  const away = {
    kind: { name: 'email' },
    queue: { depth: () => Promise.reject(new Unavailable('queue', 'away')) },
  }
  expect(await ready(working, [away])).toMatchObject({
    ready: false,
    queue: false,
    deliveries: [{ channel: 'email', queue_depth: null, pending: 0 }],
  })
})

it('on a database whose last migrations have not run it is not ready', async () => {
  await using older = await openNotifierDatabase()
  await sql`alter table notifier.webhook_replays drop column asked_revision`.execute(older.db)
  await using asked = openDatabase({ url: older.url, applicationName: 'test', logger: silent })
  expect(await ready(working, queues, asked)).toMatchObject({ ready: false, is_migrated: false })
})

it('until the queue has had its schedules it is not ready', async () => {
  const missing = { areAdded: () => false }
  expect(await ready(working, queues, database, missing)).toMatchObject({
    ready: false,
    queue: true,
    schedules: false,
  })
  expect(await ready()).toMatchObject({ ready: true, schedules: true })
})

it('a parked stream degrades it and keeps it ready for all the others', async () => {
  expect(await ready({ ...working, parkedStreams: 1 })).toMatchObject({
    ready: true,
    degraded: true,
  })
})

it.each(['leading', 'standby'] as const)(
  'on a database that was not migrated it is not ready, though it is %s',
  async (state) => {
    await using empty = await openTestDatabase()
    expect(await ready({ ...working, state }, queues, empty)).toMatchObject({
      ready: false,
      is_migrated: false,
      database: true,
    })
    expect(await ready({ ...working, state })).toMatchObject({ ready: true, is_migrated: true })
  },
)

function ready(
  health = working,
  kinds: readonly MeasuredKind[] = queues,
  asked: Database = database,
  schedules = { areAdded: () => true },
) {
  const { signal } = new AbortController()
  const store = { isConnected: () => true }
  return readinessOf({ health, signal, database: asked, kinds, schedules, store })
}

/** Of every channel, where nothing else is said. */
function figuresWith(
  given: { readonly channel?: string; readonly [figure: string]: unknown } = {},
) {
  const nothing = { queue_depth: 0, pending: 0, failed: 0, most_attempts: 0 }
  return channels.map((channel) => ({
    channel,
    ...nothing,
    ...(channel === given.channel && given),
  }))
}

/** @returns its id */
async function addDelivery(channel: (typeof channels)[number], state: string): Promise<string> {
  const id = randomUUID()
  await (channel === 'account_webhook'
    ? sql`
      insert into notifier.webhook_deliveries (id, webhook_id, event_id, event_type, position,
        stream, revision, state, attempts, due_at, give_at, created_at)
      select ${id}, 1, ${id}, 'LabelChanged', 7, 'label-1', 0, ${state}, 2, at, at, at
      from clock_timestamp() at`
    : sql`
      insert into notifier.deliveries (id, notification_key, agent_id, channel, state, attempts, created_at)
      values (${id}, ${id}, 7, ${channel}, ${state}, 2, clock_timestamp())`
  ).execute(tables.db)
  return id
}
