import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, sql } from 'kysely'

/** How a try ended. `code` says why without an address or a text. */
export type Outcome =
  | { readonly state: 'delivered' }
  | { readonly state: 'failed' | 'cancelled'; readonly code: string }
  | { readonly state: 'pending'; readonly code: string; readonly retryInMs: number }

/**
 * @param ids all that the try has in hand
 * @returns whether it still had them; if not, nothing was written
 */
export async function settleDelivery(
  db: Kysely<NotifierTables>,
  { ids, token }: { readonly ids: readonly string[]; readonly token: string },
  outcome: Outcome,
): Promise<boolean> {
  const code = outcome.state === 'delivered' ? null : outcome.code
  const retryInMs = outcome.state === 'pending' ? outcome.retryInMs : 0
  const { numAffectedRows } = await sql`
    update notifier.deliveries
    set state = ${outcome.state}, last_error = ${code}, claimed_by = null,
      due_at = clock_timestamp() + ${retryInMs} * interval '1 millisecond',
      give_at = clock_timestamp() + ${retryInMs} * interval '1 millisecond',
      settled_at = case when ${outcome.state} = 'pending' then null else clock_timestamp() end
    where id = any(${[...ids]}::uuid[]) and state = 'pending' and claimed_by = ${token}`.execute(db)
  return numAffectedRows === BigInt(ids.length)
}
