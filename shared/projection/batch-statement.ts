import type { AnyTable, Row } from './projection.ts'
import type { TableWrites } from './staged-rows.ts'

/** What moves with the rows or not at all. */
export type CheckpointMove = {
  readonly name: string
  readonly epoch: bigint
  readonly from: bigint
  readonly to: bigint
  readonly notifyChannel: string | undefined
}

export type Statement = { readonly text: string; readonly values: readonly string[] }

/**
 * The whole batch as one statement: a CTE for each table and kind of write, the rows of each as one JSON
 * parameter, and the fence. `projection_fence` raises DHF01 where the checkpoint is not ours any more or
 * not where we left it, and then nothing of the statement has happened.
 */
export function writeBatch(tables: readonly TableWrites[], move: CheckpointMove): Statement {
  const { name, epoch, from, to, notifyChannel } = move
  const values = [String(to), name, String(epoch), String(from)]
  const ctes = [
    'fence as (update projection_checkpoint set position = $1, updated_at = clock_timestamp()' +
      ' where name = $2 and epoch = $3 and position = $4 returning 1)',
  ]
  const addCte = (rows: Iterable<Row>, write: (source: string) => string): void => {
    values.push(JSON.stringify([...rows]))
    ctes.push(`w${values.length} as (${write(`$${values.length}::jsonb`)})`)
  }

  for (const { table, puts, deletes, inserts, adds } of tables) {
    if (puts.size > 0) addCte(puts.values(), (source) => upsert(table, source))
    if (deletes.size > 0) addCte(deletes.values(), (source) => remove(table, source))
    if (inserts.size > 0) addCte(inserts.values(), (source) => insertNew(table, source))
    if (adds.size > 0) {
      const { rows, columns } = complete(table, adds)
      addCte(rows, (source) => addUp(table, columns, source))
    }
  }

  let answer = 'select projection_fence((select count(*) from fence))'
  if (notifyChannel !== undefined) {
    values.push(notifyChannel)
    answer += `, pg_notify($${values.length}, $1::bigint::text)`
  }
  return { text: `with ${ctes.join(', ')} ${answer}`, values }
}

/** The rows of these keys, and nothing for those that do not exist. */
export function selectRows(table: AnyTable, keys: readonly Row[]): Statement {
  const columns = table.columns.map((column) => `t.${quote(column)}`).join(', ')
  const joined = table.key.map((column) => `t.${quote(column)} = k.${quote(column)}`).join(' and ')
  return {
    text:
      `select ${columns} from ${recordset(table, '$1::jsonb')} k` +
      ` join ${quote(table.table)} t on ${joined}`,
    values: [JSON.stringify(keys)],
  }
}

export function selectAny(table: AnyTable): string {
  return `select 1 from ${quote(table.table)} limit 1`
}

function upsert(table: AnyTable, source: string): string {
  const changing = table.columns.filter((column) => !table.key.includes(column))
  const assign = changing.map((column) => `${quote(column)} = excluded.${quote(column)}`)
  const action = assign.length === 0 ? 'nothing' : `update set ${assign.join(', ')}`
  return `${insert(table, table.columns, source)} on conflict (${list(table.key)}) do ${action}`
}

function insertNew(table: AnyTable, source: string): string {
  return `${insert(table, table.columns, source)} on conflict (${list(table.key)}) do nothing`
}

function addUp(table: AnyTable, amounts: readonly string[], source: string): string {
  const assign = amounts.map(
    (column) => `${quote(column)} = coalesce(t.${quote(column)}, 0) + excluded.${quote(column)}`,
  )
  return (
    `${insert(table, [...table.key, ...amounts], source)}` +
    ` on conflict (${list(table.key)}) do update set ${assign.join(', ')}`
  )
}

function remove(table: AnyTable, source: string): string {
  const same = table.key.map((column) => `t.${quote(column)} = k.${quote(column)}`).join(' and ')
  return `delete from ${quote(table.table)} t using ${recordset(table, source)} k where ${same}`
}

function insert(table: AnyTable, columns: readonly string[], source: string): string {
  return (
    `insert into ${quote(table.table)} as t (${list(columns)})` +
    ` select ${list(columns)} from ${recordset(table, source)}`
  )
}

function recordset(table: AnyTable, source: string): string {
  return `jsonb_populate_recordset(null::${quote(table.table)}, ${source})`
}

/** All rows with all the amounts that any of them has: a column left out would be NULL, not 0. */
function complete(
  table: AnyTable,
  adds: ReadonlyMap<string, Row>,
): { rows: Row[]; columns: readonly string[] } {
  const seen = new Set<string>()
  for (const row of adds.values()) for (const column of Object.keys(row)) seen.add(column)
  const columns = [...seen].filter((column) => !table.key.includes(column)).sort()
  const zeros = Object.fromEntries(columns.map((column) => [column, 0]))
  return { rows: [...adds.values()].map((row) => ({ ...zeros, ...row })), columns }
}

function list(columns: readonly string[]): string {
  return columns.map(quote).join(', ')
}

/** Names come from code; quoting keeps words like `type` and `order` usable. A dot parts schema and table. */
function quote(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.')
}
