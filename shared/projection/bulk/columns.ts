import type { AnyTable, Row } from '../projection.ts'
import type { Session } from '../session.ts'
import type { Column } from './copy-text.ts'

export type ColumnsOf = (table: AnyTable) => readonly Column[]

/** Of the tables that the session sees, in the order in which the projections name them. */
export async function readColumns(
  session: Pick<Session, 'run'>,
  tables: readonly AnyTable[],
): Promise<ColumnsOf> {
  const kinds = new Map<string, Column['kind']>()
  const rows = await session.run({
    text: `select wanted || '.' || attname as name,
        case when typcategory = 'A' then 'array' when typname in ('json', 'jsonb') then 'json'
          else 'plain' end as kind
      from jsonb_array_elements_text($1::jsonb) wanted
      join pg_attribute on attrelid = to_regclass(wanted) and attnum > 0 and not attisdropped
      join pg_type t on t.oid = atttypid`,
    values: [JSON.stringify(tables.map(({ table }) => table))],
  })
  for (const row of rows) {
    const { name, kind } = parseColumn(row)
    kinds.set(name, kind)
  }
  const columns = new Map(tables.map((table) => [table.table, columnsOf(table, kinds)]))
  return ({ table }) => {
    const found = columns.get(table)
    if (found === undefined) throw new Error(`${table} belongs to no projection`)
    return found
  }
}

function columnsOf(
  { table, columns }: AnyTable,
  kinds: ReadonlyMap<string, Column['kind']>,
): Column[] {
  return columns.map((name) => ({ name, kind: kinds.get(`${table}.${name}`) ?? 'plain' }))
}

function parseColumn(row: Row): Column {
  return row as Column
}
