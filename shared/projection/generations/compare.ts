import type pg from 'pg'
import type { AnyTable, Row } from '../projection.ts'

/** As many differences of one table as are worth reading. */
const MOST_ROWS = 20

export type Schemas = { readonly old: string; readonly next: string }

/**
 * Every row of two generations that are at the same position, as text, by all of their columns.
 * @param client in a transaction whose snapshot has both at that position
 * @returns what differs, in sentences
 */
export async function compareGenerations(
  client: pg.ClientBase,
  tables: readonly AnyTable[],
  schemas: Schemas,
): Promise<string[]> {
  const differences: string[] = []
  for (const table of tables) {
    const columns = await columnsOf(client, table, schemas)
    const old = await checksum(client, table, schemas.old, textOf(columns))
    const next = await checksum(client, table, schemas.next, textOf(columns))
    if (old !== next) differences.push(...(await findRows(client, table, schemas, columns)))
  }
  return differences
}

type Column = { readonly name: string; readonly quoted: string }

/** By their names: an older table may have the same columns in another order. */
async function columnsOf(
  client: pg.ClientBase,
  { table }: AnyTable,
  { old, next }: Schemas,
): Promise<readonly Column[]> {
  const { rows } = await client.query<Column>(
    `select attname as name, quote_ident(attname) as quoted from pg_attribute
     where attrelid in (to_regclass($1), to_regclass($2)) and attnum > 0 and not attisdropped
     group by attname having count(*) = 2 order by attname`,
    [`${old}.${table}`, `${next}.${table}`],
  )
  return rows
}

const textOf = (columns: readonly Column[]) =>
  `row(${columns.map(({ quoted }) => `t.${quoted}`).join(', ')})::text`

/** A sum of 64-bit hashes, so that no order is needed and nothing is kept in memory. */
async function checksum(
  client: pg.ClientBase,
  { table }: AnyTable,
  schema: string,
  text: string,
): Promise<string | undefined> {
  const { rows } = await client.query<{ sum: string }>(
    `select count(*) || '/' || coalesce(sum(hashtextextended(${text}, 0)::numeric), 0)
       as sum from ${schema}.${table} t`,
  )
  return rows[0]?.sum
}

type Differing = { readonly key: string; readonly old: Row | null; readonly next: Row | null }

async function findRows(
  client: pg.ClientBase,
  { table, key }: AnyTable,
  { old, next }: Schemas,
  columns: readonly Column[],
): Promise<string[]> {
  const side = (schema: string) =>
    `(select ${key.join(', ')}, ${textOf(columns)} as whole, t as one from ${schema}.${table} t)`
  const { rows } = await client.query<Differing>(
    `select concat_ws('/', ${key.join(', ')}) as key, to_jsonb(o.one) as old, to_jsonb(n.one) as next
     from ${side(old)} o full join ${side(next)} n using (${key.join(', ')})
     where o.whole is distinct from n.whole limit ${MOST_ROWS + 1}`,
  )
  const differences = rows.slice(0, MOST_ROWS).map((row) => {
    if (row.old === null) return `${table} ${row.key} was missing`
    if (row.next === null) return `${table} ${row.key} should not be there`
    return `${table} ${row.key}: ${changesOf(row.old, row.next, columns).join('; ')}`
  })
  return rows.length > MOST_ROWS ? [...differences, `${table}: more rows differ`] : differences
}

function changesOf(old: Row, next: Row, columns: readonly Column[]): string[] {
  return columns.flatMap(({ name }) => {
    const [was, is] = [JSON.stringify(old[name]), JSON.stringify(next[name])]
    return was === is ? [] : [`${name} was ${was}, by the log it is ${is}`]
  })
}
