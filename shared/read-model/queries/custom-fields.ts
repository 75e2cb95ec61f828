import { type Kysely, sql } from 'kysely'
import type { ReadModelTables } from '../tables.ts'

/** Those that are not deleted; what they are is told elsewhere. */
export async function findCustomFieldIds(db: Kysely<ReadModelTables>): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from custom_fields where not is_deleted order by sort_order, id`.execute(db)
  return rows.map(({ id }) => id)
}
