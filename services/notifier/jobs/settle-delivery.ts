import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, sql } from 'kysely'
import type { DeliveryRows, Outcome } from './delivery-kind.ts'

export type Settling = {
  readonly table: DeliveryRows['table']
  /** All that the try has in hand. */
  readonly ids: readonly string[]
  readonly token: string
}

/** @returns whether the try still had them; if not, nothing was written */
export async function settleDelivery(
  db: Kysely<NotifierTables>,
  { table, ids, token }: Settling,
  outcome: Outcome,
): Promise<boolean> {
  // When one that has ended was due says why it came when it did.
  const code = outcome.state === 'delivered' ? null : outcome.code
  const retryInMs = outcome.state === 'pending' ? outcome.retryInMs : 0
  const uncounted = outcome.state === 'pending' && !outcome.isCounted ? 1 : 0
  const { numAffectedRows } = await sql`
    update ${sql.table(table)}
    set state = ${outcome.state}, last_error = ${code}, claimed_by = null,
      attempts = attempts - ${uncounted},
      last_status = coalesce(${outcome.status}::integer, last_status),
      due_at = case when ${outcome.state} = 'pending'
        then clock_timestamp() + ${retryInMs} * interval '1 millisecond' else due_at end,
      give_at = clock_timestamp() + ${retryInMs} * interval '1 millisecond',
      settled_at = case when ${outcome.state} = 'pending' then null else clock_timestamp() end
    where id = any(${[...ids]}::uuid[]) and state = 'pending' and claimed_by = ${token}`.execute(db)
  return numAffectedRows === BigInt(ids.length)
}
