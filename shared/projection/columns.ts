import { isDeepStrictEqual } from 'node:util'
import type { Statement } from './batch-statement.ts'
import { parkedTable } from './parking.ts'
import type { AnyTable, Projection, Row } from './projection.ts'

/** How Postgres reads a column: a list is an SQL array in one and JSON in another. */
export type Column = { readonly name: string; readonly kind: 'plain' | 'array' | 'json' }

/** All columns of a table, in its own order; of more than the projections write, too. */
export type ColumnsOf = (table: AnyTable) => readonly Column[]

type Ask = (statement: Statement) => Promise<readonly Row[]>

/** Of the tables that these projections write, and of the parked events'. */
export async function readColumns(
  ask: Ask,
  projections: readonly Projection[],
): Promise<ColumnsOf> {
  const columns = await readAll(ask, projections)
  return ({ table }) => {
    const found = columns.get(table)
    if (found === undefined) throw new Error(`${table} belongs to no projection, or is not there`)
    return found
  }
}

/** A migration may add some while a program of the version before still runs. */
export async function haveChanged(
  columnsOf: ColumnsOf,
  ask: Ask,
  projections: readonly Projection[],
): Promise<boolean> {
  const columns = await readAll(ask, projections)
  return tablesOf(projections).some(
    (table) => !isDeepStrictEqual(columns.get(table.table), columnsOf(table)),
  )
}

async function readAll(
  ask: Ask,
  projections: readonly Projection[],
): Promise<ReadonlyMap<string, readonly Column[]>> {
  const rows = await ask({
    text: `select wanted as "table", attname as name,
        case when typcategory = 'A' then 'array' when typname in ('json', 'jsonb') then 'json'
          else 'plain' end as kind
      from jsonb_array_elements_text($1::jsonb) wanted
      join pg_attribute on attrelid = to_regclass(wanted) and attnum > 0 and not attisdropped
      join pg_type t on t.oid = atttypid
      order by wanted, attnum`,
    values: [JSON.stringify(tablesOf(projections).map(({ table }) => table))],
  })
  const columns = new Map<string, Column[]>()
  for (const { table, name, kind } of rows.map(parseColumn)) {
    columns.set(table, [...(columns.get(table) ?? []), { name, kind }])
  }
  return columns
}

function tablesOf(projections: readonly Projection[]): readonly AnyTable[] {
  return [...projections.flatMap(({ tables }) => tables), parkedTable]
}

function parseColumn(row: Row): Column & { readonly table: string } {
  return row as Column & { readonly table: string }
}
