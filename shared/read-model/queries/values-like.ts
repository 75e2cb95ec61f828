import { type Kysely, sql } from 'kysely'
import type { ResourceDefinition } from '../../domain/resource/define-resource.ts'
import type { ReadModelTables } from '../tables.ts'

/** Those that are not deleted and whose value of a field matches a regular expression. */
export async function findValuesLike(
  db: Kysely<ReadModelTables>,
  { table }: ResourceDefinition,
  { field, pattern }: { readonly field: string; readonly pattern: string },
): Promise<readonly { readonly id: number; readonly value: string }[]> {
  const { rows } = await sql<{ id: number; value: string }>`
    select id, ${sql.ref(field)} as value from ${sql.table(table)}
    where not is_deleted and ${sql.ref(field)} ~ ${pattern} order by id`.execute(db)
  return rows
}
