import { randomUUID } from 'node:crypto'
import type { NotificationSettings } from '@deskhive/shared/domain/agent/notification-settings.ts'
import { projectionTablesSql } from '@deskhive/shared/projection/tables.ts'
import { createAgentWebhookTables } from '@deskhive/shared/read-model/agent-webhook-tables.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import {
  createNotifierTables,
  type NotifierTables,
} from '@deskhive/shared/read-model/notification-tables.ts'
import { createWebhookTables } from '@deskhive/shared/read-model/webhook-tables.ts'
import { openTestDatabase } from '@deskhive/shared/testing/database.ts'
import { type Kysely, sql } from 'kysely'
import type { OutgoingChannel } from '#notifier/fold/tell.ts'

export type NotifierDatabase = AsyncDisposable & {
  readonly url: string
  readonly pool: Database['pool']
  readonly db: Kysely<NotifierTables>
}

/** Few, because the tests of a file run at once; patient, because they share a machine. */
const limits = { maxConnections: 3, statementTimeoutMs: 30_000 }

/** Making a database is heavy on the disk: in a row, so that nobody's connection waits too long. */
let lastMade: Promise<unknown> = Promise.resolve()

/** A database of a test's own, with the notifier's tables. */
export function openNotifierDatabase(): Promise<NotifierDatabase> {
  const made = lastMade.then(makeDatabase)
  lastMade = made.catch(() => undefined)
  return made
}

async function makeDatabase(): Promise<NotifierDatabase> {
  const database = await openTestDatabase(limits)
  const { url, pool } = database
  const db = database.tables<NotifierTables>()
  await createNotifierTables(db)
  await sql`create schema if not exists desk`.execute(db)
  await createWebhookTables(db)
  await createAgentWebhookTables(db)
  await pool.query('create schema if not exists projection')
  await pool.query(projectionTablesSql)
  return { url, pool, db, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() }
}

export async function addAgent(
  { db }: NotifierDatabase,
  id: number,
  settings: NotificationSettings = {},
): Promise<void> {
  await sql`
    insert into notifier.agents
      (id, revision, name, email, is_active, departments, notification_settings, is_deleted)
    values (${id}, 0, 'Ann', 'ann@example.org', true, '{}', ${JSON.stringify(settings)}::jsonb,
      false)`.execute(db)
}

type Pending = {
  readonly agentId: number
  readonly channel: OutgoingChannel
  readonly count: number
  /** Now unless given. */
  readonly createdAt?: string
}

/** @returns the ids of new pending deliveries, each of a notification of its own */
export async function addPending(
  { db }: NotifierDatabase,
  { agentId: agent_id, channel, count, createdAt: created_at = new Date().toISOString() }: Pending,
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  const about = { agent_id, type: 'ticket_reply', ticket_id: 1001, sender_name: 'Carl' } as const
  const notification = { ...about, in_app: true, created_at, event_id: randomUUID(), position: '1' }
  await db
    .insertInto('notifier.notifications')
    .values(ids.map((key) => ({ ...notification, key, title: `About ${key}`, message: 'News?' })))
    .execute()
  await sql`
    insert into notifier.deliveries (id, notification_key, agent_id, channel, created_at)
    select id, id, ${agent_id}, ${channel}, ${created_at} from unnest(${ids}::uuid[]) id`.execute(
    db,
  )
  return ids
}
