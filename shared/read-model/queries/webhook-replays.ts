import { type Kysely, sql } from 'kysely'
import type { Position } from '../../kernel/position.ts'
import type { NotifierTables } from '../notification-tables.ts'
import type { RowReference } from '../write-side/idempotency.ts'

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

/**
 * The first one of that stretch since a request with this `Idempotency-Key` first came: whoever began it, it is what was
 * asked for. Both times are the database's, and those of replays are rounded.
 */
export async function findWebhookReplaySince(
  db: Db,
  { apiKeyId, key }: Pick<RowReference, 'apiKeyId' | 'key'>,
  { webhookId, after }: { readonly webhookId: number; readonly after: Position },
): Promise<WebhookReplayRow | null> {
  const { rows } = await sql<WebhookReplayRow>`
    select r.* from notifier.webhook_replays r, desk.idempotency i
    where i.api_key_id = ${apiKeyId} and i.key = ${key}
      and r.webhook_id = ${webhookId} and r.after = ${String(after)}
      and r.created_at >= date_trunc('milliseconds', i.created_at)
    order by r.id limit 1`.execute(db)
  return rows[0] ?? null
}
