import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { plannedOnce } from '@deskhive/shared/read-model/planned-once.ts'
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

/**
 * What was asked for is left alone until the fold knows the webhook as who asked did: it may be on again by now, or
 * lead elsewhere. None waits for the disk: a claim that a power loss takes back is only made again.
 */
export async function claimWebhookDeliveries(
  db: Kysely<NotifierTables>,
  claims: readonly Claim[],
): Promise<ClaimedWebhookDelivery[]> {
  const { rows } = await sql<ClaimedRow>`${plannedOnce}
    with taken as (
      select d.id, claim.token from notifier.webhook_deliveries d
      join unnest(
        ${claims.map(({ id }) => id)}::uuid[], ${claims.map(({ token }) => token)}::uuid[]
      ) as claim (id, token) on claim.id = d.id
      where d.state = 'pending' and d.due_at <= clock_timestamp()
        and (d.claimed_by is null or d.give_at <= clock_timestamp())
      order by d.id
      for update of d
    ), waiting as materialized (select set_config('synchronous_commit', 'off', true) as mode)
    update notifier.webhook_deliveries d
    set claimed_by = taken.token, attempts = d.attempts + 1,
      give_at = clock_timestamp() + ${LEASE_MS} * interval '1 millisecond'
    from taken, waiting, notifier.webhooks w
    where d.id = taken.id and w.id = d.webhook_id and w.revision >= d.asked_revision
      and waiting.mode is not null
    returning d.id, taken.token, d.webhook_id, d.event_id, d.stream, d.revision, w.url, w.status, w.is_deleted,
      d.attempts as tries, d.attempts - d.earlier_attempts as attempts`.execute(db)
  return rows.map(claimed)
}

function claimed({ status, is_deleted, ...delivery }: ClaimedRow): ClaimedWebhookDelivery {
  const isInForce = status === 'active' && !is_deleted
  return {
    ...delivery,
    delivery_ids: [delivery.id],
    receiver_id: delivery.webhook_id,
    cancelled: isInForce ? null : 'webhook-inactive',
  }
}
