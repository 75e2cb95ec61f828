import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { plannedOnce } from '@deskhive/shared/read-model/planned-once.ts'
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
  readonly token: string
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
 * Of a digest all that is due with it is taken, and what was taken the first time makes it up for ever: who comes
 * later is another digest. That alone has to be on disk before anything is sent; any other claim that a power loss
 * takes back is only made again.
 */
export async function claimDeliveries(
  db: Kysely<NotifierTables>,
  claims: readonly Claim[],
): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedRow>`${plannedOnce}
    with asked as (
      select d.*, token from unnest(
        ${claims.map(({ id }) => id)}::uuid[], ${claims.map(({ token }) => token)}::uuid[]
      ) as claim (id, token)
      join notifier.deliveries d on d.id = claim.id
    ), members as (
      select id, id as asked, token from asked where digest_at is null
      union all
      (select distinct on (d.id) d.id, asked.id, asked.token from asked
      join notifier.deliveries d on d.agent_id = asked.agent_id and d.channel = asked.channel
        and d.digest_at = asked.digest_at and d.digest_id is not distinct from asked.digest_id
      where d.state = 'pending' and asked.digest_at is not null
      order by d.id, asked.id)
    ), taken as (
      select d.id, members.asked, members.token from notifier.deliveries d
      join members on members.id = d.id
      where d.state = 'pending' and d.due_at <= clock_timestamp()
        and (d.claimed_by is null or d.give_at <= clock_timestamp())
      order by d.id
      for update of d
    ), waiting as materialized (
      select set_config('synchronous_commit', case
        when exists (select from asked where digest_at is not null) then 'on' else 'off'
      end, true) as mode
    )
    update notifier.deliveries d
    set claimed_by = taken.token, attempts = d.attempts + 1,
      digest_id = case when d.digest_at is null then null else coalesce(d.digest_id, taken.asked) end,
      give_at = clock_timestamp() + ${LEASE_MS} * interval '1 millisecond'
    from taken, waiting, notifier.notifications n, notifier.agents a
    where d.id = taken.id and n.key = d.notification_key and a.id = d.agent_id
      and waiting.mode is not null
    returning d.id, taken.token, d.digest_id, d.attempts, d.agent_id, n.type, n.title, n.message,
      n.ticket_id, n.sender_name, n.created_at, n.id as told, a.email,
      a.notification_settings ->> 'webhook_url' as webhook_url,
      (a.is_active and not a.is_deleted) as is_reachable`.execute(db)
  const byToken = Map.groupBy(rows, ({ token }) => token)
  return [...byToken].map(([token, own]) => claimed(token, own))
}

function claimed(token: string, unordered: readonly ClaimedRow[]): ClaimedDelivery {
  const rows = unordered.toSorted((a, b) => a.told - b.told)
  const [first] = rows
  if (first === undefined) throw new Error('A claim without rows')
  return {
    id: first.digest_id ?? first.id,
    token,
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
