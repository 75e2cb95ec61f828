import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, sql } from 'kysely'
import type { MessageItem } from '#notifier/channels/channel.ts'
import type { Claim, DeliveryInHand } from './delivery-kind.ts'
import { LEASE_MS } from './limits.ts'

/** A delivery in hand, or a digest of several, with what is to be said and where the agent is now. */
export type ClaimedDelivery = DeliveryInHand & {
  /** What the receiver knows a repeat by: the delivery's id, or the digest's. */
  readonly id: string
  /** In the order in which they happened. */
  readonly items: readonly MessageItem[]
  readonly is_digest: boolean
  readonly agent_id: number
  readonly email: string
  readonly webhook_url: string | null
}

type ClaimedRow = Omit<MessageItem, 'id'> & {
  readonly id: string
  readonly agent_id: number
  readonly digest_id: string | null
  /** Counts notifications in the order of the log. */
  readonly told: number
  readonly attempts: number
  readonly email: string
  readonly webhook_url: string | null
  readonly is_reachable: boolean
}

/**
 * Takes a delivery in hand for `LEASE_MS`, and counts the try. Of a digest all that is due with it is taken,
 * and what was taken the first time makes it up for ever: who comes later is another digest.
 */
export async function claimDelivery(
  db: Kysely<NotifierTables>,
  { id, token }: Claim,
): Promise<ClaimedDelivery | null> {
  const { rows } = await sql<ClaimedRow>`
    with members as (
      select id from notifier.deliveries where id = ${id} and digest_at is null
      union all
      select d.id from notifier.deliveries asked
      join notifier.deliveries d on d.agent_id = asked.agent_id and d.channel = asked.channel
        and d.digest_at = asked.digest_at and d.digest_id is not distinct from asked.digest_id
      where asked.id = ${id} and d.state = 'pending' and d.digest_at is not null
    ), taken as (
      select d.id from notifier.deliveries d
      where d.id in (select id from members)
        and d.state = 'pending' and d.due_at <= clock_timestamp()
        and (d.claimed_by is null or d.give_at <= clock_timestamp())
      order by d.id
      for update
    )
    update notifier.deliveries d
    set claimed_by = ${token}, attempts = d.attempts + 1,
      digest_id = case when d.digest_at is null then null else coalesce(d.digest_id, ${id}) end,
      give_at = clock_timestamp() + ${LEASE_MS} * interval '1 millisecond'
    from taken, notifier.notifications n, notifier.agents a
    where d.id = taken.id and n.key = d.notification_key and a.id = d.agent_id
    returning d.id, d.digest_id, d.attempts, d.agent_id, n.type, n.title, n.message, n.ticket_id,
      n.sender_name, n.created_at, n.id as told, a.email,
      a.notification_settings ->> 'webhook_url' as webhook_url,
      (a.is_active and not a.is_deleted) as is_reachable`.execute(db)
  return claimed(rows.toSorted((a, b) => a.told - b.told))
}

function claimed(rows: readonly ClaimedRow[]): ClaimedDelivery | null {
  const [first] = rows
  if (first === undefined) return null
  return {
    id: first.digest_id ?? first.id,
    delivery_ids: rows.map((row) => row.id),
    attempts: Math.max(...rows.map(({ attempts }) => attempts)),
    items: rows.map(itemOf),
    is_digest: first.digest_id !== null,
    agent_id: first.agent_id,
    receiver_id: first.agent_id,
    email: first.email,
    webhook_url: first.webhook_url,
    cancelled: first.is_reachable ? null : 'agent-gone',
  }
}

function itemOf(row: ClaimedRow): MessageItem {
  const { told: id, type, title, message, ticket_id, sender_name, created_at } = row
  return { id, type, title, message, ticket_id, sender_name, created_at }
}
