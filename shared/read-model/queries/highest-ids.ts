import { type Kysely, sql } from 'kysely'
import { resources } from '../../domain/resources.ts'
import type { ReadModelTables } from '../tables.ts'

const tables = {
  ticket: 'tickets',
  message: 'messages',
  ...Object.fromEntries(resources.map(({ name, table }) => [name, table])),
}

/** Per resource the highest id that a row has, deleted ones included; 0 for none. */
export async function findHighestIds(
  db: Kysely<ReadModelTables>,
): Promise<ReadonlyMap<string, number>> {
  const selects = Object.entries(tables).map(
    ([resource, table]) =>
      sql`select ${resource}::text as resource, coalesce(max(id), 0) as id from ${sql.table(table)}`,
  )
  const { rows } = await sql<{ resource: string; id: number }>`
    ${sql.join(selects, sql` union all `)}`.execute(db)
  return new Map(rows.map(({ resource, id }) => [resource, id]))
}
