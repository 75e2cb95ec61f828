import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, sql } from 'kysely'
import type { DeliveryRows } from './delivery-kind.ts'
import { LEASE_MS, RENEW_EVERY_MS } from './limits.ts'
import type { Held } from './settle-delivery.ts'

/** Prolongs a claim while its try lasts. One that was lost meanwhile stays lost. */
export function keepClaim(
  db: Kysely<NotifierTables>,
  table: DeliveryRows['table'],
  { ids, token }: Held,
): Disposable {
  const prolong = () =>
    sql`
      update ${sql.table(table)}
      set give_at = clock_timestamp() + ${LEASE_MS} * interval '1 millisecond'
      where id = any(${[...ids]}::uuid[]) and state = 'pending' and claimed_by = ${token}`.execute(
      db,
    )
  // Where the database is away the claim ends by itself, and nobody else can take it before it is back.
  const timer = setInterval(() => void prolong().catch(() => undefined), RENEW_EVERY_MS)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
