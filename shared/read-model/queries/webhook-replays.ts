import { type Kysely, sql } from 'kysely'
import type { Position } from '../../kernel/position.ts'
import type { NotifierTables } from '../notification-tables.ts'

type Db = Kysely<NotifierTables>

/** Positions are decimal text, times ISO 8601 in UTC. */
export type WebhookReplayRow = {
  readonly id: number
  readonly webhook_id: number
  readonly after: string
  readonly until: string
  readonly reached: string
  readonly deliveries: number
  readonly created_at: string
  readonly ended_at: string | null
}

/** @returns `null` where another replay of this webhook is under way */
export async function startWebhookReplay(
  db: Db,
  replay: {
    readonly webhookId: number
    readonly after: Position
    readonly until: Position
    /** Where an event starts, or the log: from there on it is read. */
    readonly from: Position
    /** At which the webhook is known to be active: until the notifier has come there, it waits. */
    readonly askedRevision: number
  },
): Promise<WebhookReplayRow | null> {
  const { webhookId, after, until, from, askedRevision } = replay
  const isEmpty = after >= until
  const { rows } = await sql<WebhookReplayRow>`
    insert into notifier.webhook_replays (webhook_id, after, until, reached, asked_revision, ended_at)
    values (${webhookId}, ${String(after)}, ${String(until)}, ${String(from)},
      ${askedRevision}, case when ${isEmpty} then clock_timestamp() end)
    on conflict (webhook_id) where ended_at is null do nothing
    returning *`.execute(db)
  return rows[0] ?? null
}

export async function findLatestWebhookReplay(
  db: Db,
  webhookId: number,
): Promise<WebhookReplayRow | null> {
  const row = await db
    .selectFrom('notifier.webhook_replays')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
