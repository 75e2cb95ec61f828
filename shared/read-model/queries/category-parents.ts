import { type Kysely, sql } from 'kysely'
import type { ReadModelTables } from '../tables.ts'

/** Category → its parent, where it has one that is not deleted. */
export async function findCategoryParents(
  db: Kysely<ReadModelTables>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ id: number; parent_id: number }>`
    select below.key::bigint as id, parent.id as parent_id
    from category_tree, jsonb_each_text(category_tree.parents) as below
      join categories as parent on parent.id = below.value::bigint and not parent.is_deleted
    where below.key = any(${ids.map(String)}::text[])`.execute(db)
  return new Map(rows.map(({ id, parent_id }) => [id, parent_id]))
}
