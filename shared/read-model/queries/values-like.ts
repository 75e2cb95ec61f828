import { type Kysely, sql } from 'kysely'
import type { ResourceDefinition } from '../../domain/resource/define-resource.ts'
import type { ReadModelTables } from '../tables.ts'

type Found = { readonly id: number; readonly value: string }

/** So few that each statement keeps to its time, however many there are. */
const LOOKED_AT_ONCE = 20_000

/** Those that are not deleted and whose value of a field matches a regular expression, in pages. */
export async function* pagesOfValuesLike(
  db: Kysely<ReadModelTables>,
  { table }: ResourceDefinition,
  { field, pattern }: { readonly field: string; readonly pattern: string },
): AsyncGenerator<readonly Found[]> {
  for (let after = 0; ; ) {
    const page = sql`(
      select id, ${sql.ref(field)} as value, is_deleted from ${sql.table(table)}
      where id > ${after} order by id limit ${LOOKED_AT_ONCE})`
    const { rows } = await sql<Found & { readonly last: number | null }>`
      with page as materialized ${page}, found as (
        select id, value from page where not is_deleted and value ~ ${pattern}
      )
      select id, value, last from (select max(id) as last from page) as looked left join found on true
      order by id`.execute(db)
    const last = rows[0]?.last ?? null
    if (last === null) return
    yield rows.filter(({ id }) => id !== null)
    after = last
  }
}
