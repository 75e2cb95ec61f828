import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, sql } from 'kysely'
import { LEASE_MS } from './limits.ts'

/** A delivery in hand, with what is to be said and where the agent is now. */
export type ClaimedDelivery = {
  readonly id: string
  /** This try included. */
  readonly attempts: number
  readonly title: string
  readonly message: string
  readonly ticket_id: number
  readonly email: string
  readonly is_reachable: boolean
}

/**
 * Takes a delivery in hand for `LEASE_MS`, and counts the try.
 * @param token names this try; only with it the outcome can be written
 * @returns `null` where there is nothing to do: it is settled, not due yet, or in another's hand
 */
export async function claimDelivery(
  db: Kysely<NotifierTables>,
  { id, token }: { readonly id: string; readonly token: string },
): Promise<ClaimedDelivery | null> {
  const { rows } = await sql<ClaimedDelivery>`
    update notifier.deliveries d
    set claimed_by = ${token}, attempts = d.attempts + 1,
      give_at = clock_timestamp() + ${LEASE_MS} * interval '1 millisecond'
    from notifier.notifications n, notifier.agents a
    where d.id = ${id} and d.state = 'pending' and d.due_at <= clock_timestamp()
      and (d.claimed_by is null or d.give_at <= clock_timestamp())
      and n.key = d.notification_key and a.id = d.agent_id
    returning d.id, d.attempts, n.title, n.message, n.ticket_id, a.email,
      (a.is_active and not a.is_deleted) as is_reachable`.execute(db)
  return rows[0] ?? null
}
