import { randomUUID } from 'node:crypto'
import type { NotificationSettings } from '@deskhive/shared/domain/agent/notification-settings.ts'
import { projectionTablesSql } from '@deskhive/shared/projection/tables.ts'
import { createAgentWebhookTables } from '@deskhive/shared/read-model/agent-webhook-tables.ts'
import { type Database, openDatabase } from '@deskhive/shared/read-model/database.ts'
import {
  createNotifierTables,
  type NotifierTables,
} from '@deskhive/shared/read-model/notification-tables.ts'
import { createWebhookTables } from '@deskhive/shared/read-model/webhook-tables.ts'
import type { TestDatabase } from '@deskhive/shared/testing/postgres.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { type Kysely, sql } from 'kysely'
import type { OutgoingChannel } from '#notifier/fold/tell.ts'

export type NotifierDatabase = AsyncDisposable & {
  readonly url: string
  readonly pool: Database['pool']
  readonly db: Kysely<NotifierTables>
}

/** Few, because the tests of a file run at once; patient, because they share a machine. */
const connections = { maxConnections: 3, statementTimeoutMs: 30_000 }

/** Making a database is heavy on the disk: in a row, so that nobody's connection waits too long. */
let lastMade: Promise<unknown> = Promise.resolve()

/** A database of a test's own on the given server, with the notifier's tables. */
export function openNotifierDatabase(
  server: TestDatabase,
  name: string,
): Promise<NotifierDatabase> {
  const made = lastMade.then(() => makeDatabase(server, name))
  lastMade = made.catch(() => undefined)
  return made
}

async function makeDatabase(server: TestDatabase, name: string): Promise<NotifierDatabase> {
  const options = { applicationName: 'test', logger: silent, ...connections }
  const url = new URL(server.url)
  url.pathname += `-${name}`
  const own = sql.id(url.pathname.slice(1))
  {
    await using first = openDatabase({ url: server.url, ...options })
    await sql`create database ${own}`.execute(first.readModel)
  }
  const database = openDatabase({ url: url.href, ...options })
  const db = database.tables<NotifierTables>()
  await createNotifierTables(db)
  await sql`create schema if not exists desk`.execute(db)
  await createWebhookTables(db)
  await createAgentWebhookTables(db)
  await database.pool.query('create schema if not exists projection')
  await database.pool.query(projectionTablesSql)
  return {
    url: url.href,
    pool: database.pool,
    db,
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]()
      await using last = openDatabase({ url: server.url, ...options })
      await sql`drop database ${own} with (force)`.execute(last.readModel)
    },
  }
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
