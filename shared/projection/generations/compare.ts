import type pg from 'pg'
import type { AnyTable } from '../projection.ts'

/** As many differences of one table as are worth reading. */
const MOST_ROWS = 20

export type Compared = { readonly old: string; readonly next: string }

/**
 * Every row of two generations that are at the same position, as text, by all of their columns.
 * @param client in a transaction whose snapshot has both at that position
 * @returns what differs, in sentences
 */
export async function compareGenerations(
  client: pg.ClientBase,
  tables: readonly AnyTable[],
  schemas: Compared,
): Promise<string[]> {
  const differences: string[] = []
  for (const table of tables) {
    const columns = await columnsOf(client, table, schemas)
    const old = await checksum(client, table, schemas.old, columns)
    const next = await checksum(client, table, schemas.next, columns)
    if (old !== next) differences.push(...(await findRows(client, table, schemas, columns)))
  }
  return differences
}

/** By their names: an older table may have the same columns in another order. */
async function columnsOf(
  client: pg.ClientBase,
  { table }: AnyTable,
  { old, next }: Compared,
): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid in (to_regclass($1), to_regclass($2)) and attnum > 0 and not attisdropped
     group by attname having count(*) = 2 order by attname`,
    [`${old}.${table}`, `${next}.${table}`],
  )
  return rows.map(({ name }) => `t.${name}`).join(', ')
}

/** A sum of 64-bit hashes, so that no order is needed and nothing is kept in memory. */
async function checksum(
  client: pg.ClientBase,
  { table }: AnyTable,
  schema: string,
  columns: string,
): Promise<string | undefined> {
  const { rows } = await client.query<{ sum: string }>(
    `select count(*) || '/' || coalesce(sum(hashtextextended(row(${columns})::text, 0)::numeric), 0)
       as sum from ${schema}.${table} t`,
  )
  return rows[0]?.sum
}

async function findRows(
  client: pg.ClientBase,
  { table, key }: AnyTable,
  { old, next }: Compared,
  columns: string,
): Promise<string[]> {
  const side = (schema: string) =>
    `(select ${key.join(', ')}, row(${columns})::text as whole from ${schema}.${table} t)`
  const { rows } = await client.query<{ key: string; old: string | null; next: string | null }>(
    `select concat_ws('/', ${key.join(', ')}) as key, o.whole as old, n.whole as next
     from ${side(old)} o full join ${side(next)} n using (${key.join(', ')})
     where o.whole is distinct from n.whole limit ${MOST_ROWS}`,
  )
  return rows.map((row) => {
    if (row.old === null) return `${table} ${row.key} was missing`
    if (row.next === null) return `${table} ${row.key} should not be there`
    return `${table} ${row.key} was ${row.old}, by the log it is ${row.next}`
  })
}
