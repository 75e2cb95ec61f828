import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, sql } from 'kysely'
import type { DeliveryRows } from './delivery-kind.ts'

/** `oldestSeconds` counts from the event; 0 where nothing is pending. */
export type Pending = { readonly count: number; readonly oldestSeconds: number }

export async function countPending(
  db: Kysely<NotifierTables>,
  { table, ofKind }: DeliveryRows,
): Promise<Pending> {
  const { rows } = await sql<Pending>`
    select count(*) as count,
      coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8
        as "oldestSeconds"
    from ${sql.table(table)} where state = 'pending' and ${ofKind}`.execute(db)
  return rows[0] ?? { count: 0, oldestSeconds: 0 }
}
