import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, sql } from 'kysely'
import type { Claim, DeliveryInHand } from '#notifier/jobs/delivery-kind.ts'
import { LEASE_MS } from '#notifier/jobs/limits.ts'

/** A delivery in hand, with where the webhook leads at this moment. */
export type ClaimedWebhookDelivery = DeliveryInHand & {
  readonly id: string
  readonly webhook_id: number
  readonly event_id: string
  readonly stream: string
  readonly revision: number
  readonly url: string
  /** All tries that there ever were, this one included. */
  readonly tries: number
}

type ClaimedRow = Omit<ClaimedWebhookDelivery, 'delivery_ids' | 'receiver_id' | 'cancelled'> & {
  readonly status: string
  readonly is_deleted: boolean
}

export async function claimWebhookDelivery(
  db: Kysely<NotifierTables>,
  { id, token }: Claim,
): Promise<ClaimedWebhookDelivery | null> {
  const { rows } = await sql<ClaimedRow>`
    with taken as (
      select id from notifier.webhook_deliveries
      where id = ${id} and state = 'pending' and due_at <= clock_timestamp()
        and (claimed_by is null or give_at <= clock_timestamp())
      for update
    )
    update notifier.webhook_deliveries d
    set claimed_by = ${token}, attempts = d.attempts + 1,
      give_at = clock_timestamp() + ${LEASE_MS} * interval '1 millisecond'
    from taken, notifier.webhooks w
    where d.id = taken.id and w.id = d.webhook_id
    returning d.id, d.webhook_id, d.event_id, d.stream, d.revision, w.url, w.status, w.is_deleted,
      d.attempts as tries, d.attempts - d.earlier_attempts as attempts`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  const { status, is_deleted, ...delivery } = row
  const isInForce = status === 'active' && !is_deleted
  return {
    ...delivery,
    delivery_ids: [row.id],
    receiver_id: row.webhook_id,
    cancelled: isInForce ? null : 'webhook-inactive',
  }
}
