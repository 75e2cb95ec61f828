import { type Kysely, type SqlBool, sql } from 'kysely'
import type { NotifierTables } from '../notification-tables.ts'
import type { Page } from '../pagination.ts'
import { type Listed, readPage } from './read-page.ts'

/** What an agent is shown of a notification. Times are ISO 8601, UTC. */
export type NotificationRow = {
  readonly id: number
  readonly type: string
  readonly title: string
  readonly message: string
  readonly ticket_id: number
  readonly sender_name: string
  readonly sender_avatar: string | null
  readonly is_read: boolean
  readonly created_at: string
}

type Db = Kysely<NotifierTables>

/** An agent's own, latest first. */
export function listNotifications(
  db: Db,
  agentId: number,
  page: Page,
): Promise<Listed<NotificationRow>> {
  return readPage(db, {
    from: sql.table('notifier.notifications'),
    where: sql<SqlBool>`agent_id = ${agentId} and in_app`,
    columns: sql.join(
      shown.map((column) => (typeof column === 'string' ? sql.ref(column) : column)),
    ),
    orderBy: [sql`created_at desc`, sql`id desc`],
    page,
  })
}

/** What came after a notification, oldest first; ids grow in the order in which they are written. */
export function listNotificationsAfter(
  db: Db,
  { agentId, after, limit }: { agentId: number; after: number; limit: number },
): Promise<NotificationRow[]> {
  return ofAgent(db, agentId)
    .where('id', '>', after)
    .select(shown)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** 0 where nobody was ever told anything. */
export async function findLatestNotificationId(db: Db): Promise<number> {
  const { latest } = await db
    .selectFrom('notifier.notifications')
    .select(({ fn }) => fn.coalesce(fn.max('id'), sql<number>`0`).as('latest'))
    .executeTakeFirstOrThrow()
  return latest
}

/** Agent → the newest of what it was told after a notification; who was told nothing is not there. */
export async function findNews(db: Db, after: number): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('notifier.notifications')
    .where('id', '>', after)
    .groupBy('agent_id')
    .select(['agent_id', ({ fn }) => fn.max('id').as('newest')])
    .execute()
  return new Map(rows.map(({ agent_id, newest }) => [agent_id, newest]))
}

/** Who has read everything is not there. */
export async function countUnreadOf(
  db: Db,
  agentIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('notifier.notifications')
    .where(sql<SqlBool>`agent_id = any(${[...agentIds]}::bigint[])`)
    .where('in_app', '=', true)
    .where('read_at', 'is', null)
    .groupBy('agent_id')
    .select(['agent_id', ({ fn }) => fn.countAll<number>().as('unread')])
    .execute()
  return new Map(rows.map(({ agent_id, unread }) => [agent_id, unread]))
}

export async function countUnread(db: Db, agentId: number): Promise<number> {
  const { unread } = await ofAgent(db, agentId)
    .where('read_at', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('unread'))
    .executeTakeFirstOrThrow()
  return unread
}

/**
 * Keeps the first time of reading.
 * @param now ISO 8601, UTC
 * @returns `null` where this agent has no such notification
 */
export async function markRead(
  db: Db,
  { id, agentId, now }: { id: number; agentId: number; now: string },
): Promise<NotificationRow | null> {
  const row = await db
    .updateTable('notifier.notifications')
    .set({ read_at: sql<string>`coalesce(read_at, ${now}::timestamptz)` })
    .where('id', '=', id)
    .where('agent_id', '=', agentId)
    .where('in_app', '=', true)
    .returning(shown)
    .executeTakeFirst()
  return row ?? null
}

/** @returns how many were unread */
export async function markAllRead(db: Db, agentId: number, now: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('notifier.notifications')
    .set({ read_at: now })
    .where('agent_id', '=', agentId)
    .where('in_app', '=', true)
    .where('read_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

const shown = [
  'id',
  'type',
  'title',
  'message',
  'ticket_id',
  'sender_name',
  'sender_avatar',
  sql<boolean>`read_at is not null`.as('is_read'),
  'created_at',
] as const

/** Told in-app only: what goes out by other channels alone is nobody's list. */
function ofAgent(db: Db, agentId: number) {
  return db
    .selectFrom('notifier.notifications')
    .where('agent_id', '=', agentId)
    .where('in_app', '=', true)
}
