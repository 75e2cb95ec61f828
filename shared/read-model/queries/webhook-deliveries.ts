import { type Kysely, type SqlBool, sql } from 'kysely'
import type { DeliveryState, NotifierTables } from '../notification-tables.ts'
import type { Page } from '../pagination.ts'
import { allOf } from './conditions.ts'
import { type Listed, readPage } from './read-page.ts'

type Db = Kysely<NotifierTables>

/** Times are ISO 8601, UTC. */
export type WebhookDeliveryRow = {
  readonly id: number
  readonly event_id: string
  readonly event_type: string
  readonly position: string
  readonly state: DeliveryState
  readonly attempts: number
  readonly last_status: number | null
  readonly last_error: string | null
  readonly created_at: string
  readonly next_attempt_at: string | null
  readonly settled_at: string | null
}

const columns = sql`number as id, event_id, event_type, position, state, attempts, last_status,
  last_error, created_at, settled_at,
  case when state = 'pending' then due_at end as next_attempt_at`

/** Newest first. */
export function listWebhookDeliveries(
  db: Db,
  question: {
    readonly webhookId: number
    readonly state: DeliveryState | null
    readonly page: Page
  },
): Promise<Listed<WebhookDeliveryRow>> {
  const { webhookId, state, page } = question
  return readPage(db, {
    from: sql.table('notifier.webhook_deliveries'),
    where: allOf([
      sql<SqlBool>`webhook_id = ${webhookId}`,
      ...(state === null ? [] : [sql<SqlBool>`state = ${state}`]),
    ]),
    columns,
    orderBy: [sql`id desc`],
    page,
  })
}

/**
 * Has a delivery tried anew, from now on and with all its tries; one that a worker has in hand stays there.
 * @returns `null` where the webhook has no such delivery
 */
export async function redeliver(
  db: Db,
  asked: {
    readonly webhookId: number
    readonly id: number
    /** At which the webhook is known to be active: until the notifier has come there, it waits. */
    readonly askedRevision: number
  },
): Promise<WebhookDeliveryRow | null> {
  const { webhookId, id, askedRevision } = asked
  const { rows } = await sql<WebhookDeliveryRow>`
    update notifier.webhook_deliveries d
    set state = 'pending', settled_at = null, asked_revision = ${askedRevision},
      earlier_attempts = case when in_hand then earlier_attempts else attempts end,
      due_at = case when in_hand then due_at else clock_timestamp() end,
      give_at = case when in_hand then give_at else clock_timestamp() end
    from (
      select id as key, state = 'pending' and claimed_by is not null and give_at > clock_timestamp()
        as in_hand
      from notifier.webhook_deliveries where webhook_id = ${webhookId} and number = ${id}
      for update
    ) asked
    where d.id = asked.key
    returning ${columns}`.execute(db)
  return rows[0] ?? null
}
