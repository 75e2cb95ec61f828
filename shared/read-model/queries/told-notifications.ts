import { type Kysely, type SqlBool, sql } from 'kysely'
import { type NotifierTables, notifierGroup } from '../notification-tables.ts'
import type { Page } from '../pagination.ts'
import { allOf, type Condition } from './conditions.ts'
import { type Listed, readPage } from './read-page.ts'

/** A notification as an operator sees it: for whom, because of what, and whether it was read. */
export type ToldRow = {
  readonly id: number
  readonly key: string
  readonly agent_id: number
  /** As the agent is called now; `null` for one that the notifier never heard of. */
  readonly agent_name: string | null
  readonly type: string
  readonly title: string
  readonly ticket_id: number
  readonly in_app: boolean
  readonly created_at: string
  readonly read_at: string | null
  readonly event_id: string
  readonly position: string
}

export type ToldFilter = {
  readonly ticketId?: number | undefined
  readonly agentId?: number | undefined
  readonly eventId?: string | undefined
  readonly type?: string | undefined
}

type Db = Kysely<NotifierTables>

/** Of all agents and channels, latest first. */
export function listTold(db: Db, filter: ToldFilter, page: Page): Promise<Listed<ToldRow>> {
  return readPage<ToldRow, NotifierTables>(db, {
    from: sql`notifier.notifications`,
    where: allOf(conditionsOf(filter)),
    columns: sql`id, key, agent_id, (select name from notifier.agents a where a.id = agent_id) as agent_name,
      type, title, ticket_id, in_app, created_at, read_at, event_id, position`,
    orderBy: [sql`id desc`],
    page,
  })
}

function conditionsOf({ ticketId, agentId, eventId, type }: ToldFilter): Condition[] {
  return [
    ...(ticketId === undefined ? [] : [sql<SqlBool>`ticket_id = ${ticketId}`]),
    ...(agentId === undefined ? [] : [sql<SqlBool>`agent_id = ${agentId}`]),
    ...(eventId === undefined ? [] : [sql<SqlBool>`event_id = ${eventId}::uuid`]),
    ...(type === undefined ? [] : [sql<SqlBool>`type = ${type}`]),
  ]
}

export type DeliveryStateRow = {
  readonly id: string
  readonly notification_key: string
  readonly channel: string
  readonly state: string
  readonly attempts: number
  readonly last_error: string | null
  readonly due_at: string
  readonly settled_at: string | null
}

/** What left the house, or has to, for these notifications; on whatever channels there are. */
export function findDeliveries(db: Db, keys: readonly string[]): Promise<DeliveryStateRow[]> {
  return db
    .selectFrom('notifier.deliveries')
    .select([
      'id',
      'notification_key',
      'channel',
      'state',
      'attempts',
      'last_error',
      'due_at',
      'settled_at',
    ])
    .where(sql<SqlBool>`notification_key = any(${[...keys]}::uuid[])`)
    .orderBy('channel')
    .execute()
}

/** Where an event lies that somebody was told of; `null` where nobody was. */
export async function findToldPosition(db: Db, eventId: string): Promise<bigint | null> {
  const row = await db
    .selectFrom('notifier.notifications')
    .select('position')
    .where('event_id', '=', eventId)
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : BigInt(row.position)
}

/** Every agent that the notifier has heard of, gone ones included. */
export async function findKnownAgents(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('notifier.agents').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

/** How far the notifier has come, and whether it has put this event aside as one that it could not apply. */
export async function findProgress(
  db: Db,
  position: bigint,
): Promise<{ readonly isReached: boolean; readonly isParked: boolean }> {
  const { rows } = await sql<{ is_reached: boolean; is_parked: boolean }>`
    select
      exists (select from projection.projection_checkpoint
        where name = ${notifierGroup} and position >= ${String(position)}::numeric) as is_reached,
      exists (select from projection.projection_parked
        where name = ${notifierGroup} and position = ${String(position)}::numeric) as is_parked`.execute(
    db,
  )
  return { isReached: rows[0]?.is_reached ?? false, isParked: rows[0]?.is_parked ?? false }
}
