import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { webhook } from '@deskhive/shared/domain/webhook/webhook.ts'
import { createAggregateStore } from '@deskhive/shared/event-store/aggregate-store.ts'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { type RecordedEvent, streamName } from '@deskhive/shared/kernel/event.ts'
import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import { makeSecretsKey, sealedSecrets } from '@deskhive/shared/outbound/sealed-secrets.ts'
import { makeWebhookSecret } from '@deskhive/shared/outbound/webhook-signature.ts'
import { chooseBackend, type QueueBackend } from '@deskhive/shared/queue/job-queue.ts'
import { openJobQueue } from '@deskhive/shared/queue/open-job-queue.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import {
  createSigningSecrets,
  type SigningSecrets,
} from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { someEvent } from '@deskhive/shared/testing/some-event.ts'
import { type Kysely, sql } from 'kysely'
import { startDelivering } from '#notifier/jobs/start-delivering.ts'
import { deliveryOf } from '#notifier/webhooks/delivery-of.ts'
import { webhookDeliveries } from '#notifier/webhooks/webhook-deliveries.ts'
import { startEventStoreNode } from '../../../infra/event-store-node/start-event-store-node.ts'
import { haltedProgram } from './halted-program.ts'
import { type NotifierDatabase, openNotifierDatabase } from './notifier-database.ts'
import type { OwnStores } from './queue-stores.ts'

/** Webhooks, a log with what happened, and rows of what they are to be sent. */
export type WebhookDesk = AsyncDisposable & {
  readonly database: NotifierDatabase
  readonly store: EventStore
  readonly secrets: SigningSecrets
  /** An active one, and its secret. */
  readonly addWebhook: (url: string) => Promise<{ readonly id: number; readonly secret: string }>
  /** In the log alone. */
  readonly addEvents: (webhookId: number, count: number) => Promise<RecordedEvent[]>
  /** @returns the events, each of which the webhook is to be sent */
  readonly addDeliveries: (webhookId: number, count: number) => Promise<RecordedEvent[]>
  readonly deliveriesOf: (webhookId: number) => Promise<readonly DeliveryState[]>
  readonly start: () => AsyncDisposable
  readonly stopLog: () => Promise<void>
  readonly startLog: () => Promise<void>
  /** In a process of its own. @returns when it stands at the named point; call the result to kill it */
  readonly haltAt: (name: string, nth?: number) => Promise<() => Promise<void>>
}

type DeliveryState = {
  readonly event_id: string
  readonly state: string
  readonly attempts: number
  readonly last_status: number | null
  readonly last_error: string | null
}

type WebhookDeskUrls = {
  readonly databaseUrl: string
  readonly eventStoreUrl: string
  readonly backend: QueueBackend
  readonly secretsKey: string
}

export async function openWebhookDesk({ redisUrl }: OwnStores = {}): Promise<WebhookDesk> {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'deskhive-log-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  let node = await startEventStoreNode({ dir })
  const { port, url: eventStoreUrl } = node
  stack.defer(() => node[Symbol.asyncDispose]())
  const database = stack.use(await openNotifierDatabase())
  const backend = chooseBackend({ redisUrl, databaseUrl: database.url })
  const urls = { databaseUrl: database.url, eventStoreUrl, backend, secretsKey: makeSecretsKey() }
  const store = stack.use(connectStore(eventStoreUrl))
  const secrets = secretsIn(database.pool, urls)
  const closing = stack.move()
  let made = 0

  return {
    database,
    store,
    secrets,
    addWebhook: (url) => {
      made += 1
      return addWebhook({ database, store, secrets }, made, url)
    },
    addEvents: (webhookId, count) => addEvents(store, webhookId, count),
    addDeliveries: (webhookId, count) => addDeliveries({ database, store }, webhookId, count),
    deliveriesOf: (webhookId) => readDeliveries(database, webhookId),
    start: () => startWebhookDeliveries(urls, { db: database.db, store, secrets }),
    stopLog: async () => node[Symbol.asyncDispose](),
    startLog: async () => {
      node = await startEventStoreNode({ dir, port })
    },
    haltAt: async (point, nth = 1) => {
      const kill = await haltedProgram(new URL('./run-webhooks.ts', import.meta.url), {
        ...urls,
        haltAt: point,
        nth,
      })
      closing.defer(kill) // also where the test ends before it kills
      return kill
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
}

export function connectStore(url: string): EventStore {
  return connectEventStore(url, { transport: 'lean', logger: silent, upcasters: {} })
}

export function secretsIn(
  pool: NotifierDatabase['pool'],
  { secretsKey }: Pick<WebhookDeskUrls, 'secretsKey'>,
): SigningSecrets {
  return createSigningSecrets(pool, sealedSecrets([secretsKey]), 'webhook')
}

/** Relay, queue and worker, which may reach this machine. */
export function startWebhookDeliveries(
  { backend }: Pick<WebhookDeskUrls, 'backend'>,
  parts: {
    readonly db: Kysely<NotifierTables>
    readonly store: EventStore
    readonly secrets: SigningSecrets
  },
  faultPoint?: FaultPoint,
): AsyncDisposable {
  const stack = new AsyncDisposableStack()
  const kind = webhookDeliveries({
    log: parts.store,
    aggregates: createAggregateStore({ eventStore: parts.store, logger: silent }),
    secrets: parts.secrets,
    reach: { allowed: [{ host: '127.0.0.1', port: null }] },
    logger: silent,
  })
  const queue = stack.use(openJobQueue({ backend, name: kind.name, logger: silent }))
  const options = { db: parts.db, kind, backend, queue, logger: silent }
  stack.use(
    startDelivering({ ...options, onOutcome: () => undefined, ...(faultPoint && { faultPoint }) }),
  )
  return stack
}

async function readDeliveries({ db }: NotifierDatabase, webhookId: number) {
  const { rows } = await sql<DeliveryState>`
    select event_id, state, attempts, last_status, last_error
    from notifier.webhook_deliveries where webhook_id = ${webhookId} order by number`.execute(db)
  return rows
}

/** How far they are. */
export async function replaysIn({ database }: Pick<WebhookDesk, 'database'>): Promise<object[]> {
  const { rows } = await sql<object>`
    select deliveries, ended_at is not null as has_ended from notifier.webhook_replays`.execute(
    database.db,
  )
  return rows
}

async function addWebhook(
  { database, store, secrets }: Pick<WebhookDesk, 'database' | 'store' | 'secrets'>,
  id: number,
  url: string,
) {
  const data = { url, events: ['*'], status: 'active', description: null }
  const created = { ...someEvent(data), type: webhook.events.created }
  const stream = streamName(webhook.name, id)
  await store.append({ stream, expected: 'no_stream', events: [created] })
  await sql`
    insert into notifier.webhooks (id, revision, url, events, status, is_deleted)
    values (${id}, 0, ${url}, '{*}', 'active', false)`.execute(database.db)
  const secret = makeWebhookSecret()
  return { id, secret: await secrets.give({ ownerId: id, commandId: created.id, secret }) }
}

async function addEvents(
  store: EventStore,
  webhookId: number,
  count: number,
): Promise<RecordedEvent[]> {
  const stream = streamName('label', webhookId)
  const before = await store.readStream(stream)
  const events = Array.from({ length: count }, (_, index) => ({
    ...someEvent({ name: `Label ${index}`, color: '#ff0000' }),
    type: 'LabelChanged',
  }))
  const expected = before.at(-1)?.revision ?? 'no_stream'
  await store.append({ stream, expected, events })
  return store.readStream(stream, { fromRevision: before.length })
}

async function addDeliveries(
  { database, store }: Pick<WebhookDesk, 'database' | 'store'>,
  webhookId: number,
  count: number,
): Promise<RecordedEvent[]> {
  const recorded = await addEvents(store, webhookId, count)
  for (const event of recorded) {
    await sql`
      insert into notifier.webhook_deliveries (id, webhook_id, event_id, event_type, position, stream,
        revision, due_at, give_at, created_at)
      select id, webhook_id, event_id, event_type, position, stream, revision, due_at, give_at,
        created_at
      from jsonb_populate_record(null::notifier.webhook_deliveries,
        ${JSON.stringify(deliveryOf(event, webhookId))}::jsonb)`.execute(database.db)
  }
  return recorded
}
