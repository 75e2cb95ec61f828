import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { type Kysely, sql } from 'kysely'
import type { DeliveryRows } from './delivery-kind.ts'

/** As `post` and the limit of a try say it. */
const hung = ['timed-out', 'ETIMEDOUT']

/** Who did not answer in time when one of the deliveries that are pending was last tried. */
export async function findHanging(
  db: Kysely<NotifierTables>,
  { table, ofKind, receiver }: DeliveryRows,
): Promise<number[]> {
  if (receiver === null) return []
  const { rows } = await sql<{ id: number }>`
    select distinct ${sql.ref(receiver)} as id from ${sql.table(table)}
    where state = 'pending' and ${ofKind} and last_error = any(${hung})`.execute(db)
  return rows.map(({ id }) => id)
}
