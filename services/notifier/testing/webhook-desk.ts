import { randomUUID } from 'node:crypto'
import { makeSecretsKey, sealedSecrets } from '@deskhive/shared/outbound/sealed-secrets.ts'
import { makeWebhookSecret } from '@deskhive/shared/outbound/webhook-signature.ts'
import type { QueueBackend } from '@deskhive/shared/queue/job-queue.ts'
import { openJobQueue } from '@deskhive/shared/queue/open-job-queue.ts'
import { createSigningSecrets } from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import type { TestDatabase } from '@deskhive/shared/testing/postgres.ts'
import { sql } from 'kysely'
import { webhookChannel } from '#notifier/channels/webhook.ts'
import { startChannel } from '#notifier/jobs/start-channel.ts'
import type { RunningDeliveries } from '#notifier/jobs/start-delivering.ts'
import { haltAt } from './halt-at.ts'
import { type NotifierDatabase, openNotifierDatabase, silent } from './notifier-database.ts'

/** Notifications that are posted to agents, without the log: rows, a queue, and secrets. */
type WebhookDesk = AsyncDisposable & {
  readonly addAgent: (id: number, url: string | null) => Promise<void>
  /** @returns it as the agent is shown it */
  readonly giveSecret: (agentId: number) => Promise<string>
  /** @returns the ids of new pending deliveries */
  readonly addDeliveries: (agentId: number, count: number) => Promise<string[]>
  readonly stateOf: (id: string) => Promise<object | undefined>
  /** What waits for another try is due now. */
  readonly hurry: () => Promise<void>
  readonly start: () => RunningDeliveries
  /** In a process of its own. @returns when it stands at the named point; call the result to kill it */
  readonly haltAt: (name: string) => Promise<() => Promise<void>>
}

export async function openWebhookDesk(
  server: TestDatabase,
  { name, redisUrl }: { readonly name: string; readonly redisUrl: string | null },
): Promise<WebhookDesk> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await openNotifierDatabase(server, name))
  const backend: QueueBackend =
    redisUrl === null ? { kind: 'postgres', url: database.url } : { kind: 'redis', url: redisUrl }
  const queue = stack.use(openJobQueue({ backend, name: 'webhook', logger: silent }))
  const secretsKey = makeSecretsKey()
  const secrets = createSigningSecrets(database.pool, sealedSecrets([secretsKey]), 'agent')
  const allowedHost = '127.0.0.1'
  const reach = { allowed: [{ host: allowedHost, port: null }] }
  const { db } = database
  const closing = stack.move()

  return {
    addAgent: (id, url) => addAgent(database, id, url),
    giveSecret: (ownerId) =>
      secrets.give({ ownerId, commandId: randomUUID(), secret: makeWebhookSecret() }),
    addDeliveries: (agentId, count) => addDeliveries(database, agentId, count),
    stateOf: (id) =>
      db
        .selectFrom('notifier.deliveries')
        .select(['state', 'attempts', 'last_error', 'last_status'])
        .where('id', '=', id)
        .executeTakeFirst(),
    hurry: async () => {
      await sql`update notifier.deliveries set due_at = clock_timestamp(), give_at = clock_timestamp()
        where state = 'pending'`.execute(db)
    },
    start: () => {
      const sender = webhookChannel({ reach, secrets })
      const logging = { logger: silent, onOutcome: () => undefined }
      return startChannel({ sender, db, backend, queue, ...logging })
    },
    haltAt: async (point) => {
      const databaseUrl = database.url
      const kill = await haltAt({ databaseUrl, backend, secretsKey, allowedHost, haltAt: point })
      closing.defer(kill) // also where the test ends before it kills
      return kill
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
}

async function addAgent({ db }: NotifierDatabase, id: number, url: string | null): Promise<void> {
  const settings = JSON.stringify({ webhook_url: url })
  await sql`
    insert into notifier.agents
      (id, revision, name, email, is_active, departments, notification_settings, is_deleted)
    values (${id}, 0, 'Ann', 'ann@example.org', true, '{}', ${settings}::jsonb, false)`.execute(db)
}

async function addDeliveries(
  { db }: NotifierDatabase,
  agent_id: number,
  count: number,
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  const created_at = '2026-03-15T14:30:00.000Z'
  const about = { agent_id, type: 'ticket_reply', ticket_id: 1001, sender_name: 'Carl' } as const
  const notification = { ...about, in_app: true, created_at, event_id: randomUUID(), position: '1' }
  await db
    .insertInto('notifier.notifications')
    .values(ids.map((key) => ({ ...notification, key, title: `About ${key}`, message: 'News?' })))
    .execute()
  await sql`
    insert into notifier.deliveries (id, notification_key, agent_id, channel, created_at)
    select id, id, ${agent_id}, 'webhook', ${created_at} from unnest(${ids}::uuid[]) id`.execute(db)
  return ids
}
