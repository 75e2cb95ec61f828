import { type Kysely, sql } from 'kysely'
import type { ResourceDefinition } from '../../domain/resource/define-resource.ts'
import type { ReadModelTables } from '../tables.ts'

/** Name as it is compared → the one with the lowest id that is called so, of those that are not deleted. */
export async function findIdsByName(
  db: Kysely<ReadModelTables>,
  { table, named_by }: ResourceDefinition,
  fold: (name: string) => string,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select id, ${sql.ref(named_by)} as name from ${sql.table(table)}
    where not is_deleted order by id desc`.execute(db)
  return new Map(rows.map(({ id, name }) => [fold(name), id]))
}
