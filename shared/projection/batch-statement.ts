import { LRUCache } from 'lru-cache'
import type { ColumnsOf } from './columns.ts'
import type { AnyTable, Row } from './projection.ts'
import { recordsText } from './records-text.ts'
import type { RowKey } from './row-cache.ts'
import type { TableWrites } from './staged-rows.ts'

/** What moves with the rows or not at all. */
export type CheckpointMove = {
  readonly name: string
  readonly epoch: bigint
  readonly from: bigint
  readonly to: bigint
  readonly notifyChannel: string | undefined
}

/**
 * A statement of more would come near what a string may hold here, and a value in PostgreSQL: small events of large rows
 * make one.
 */
const MOST_CHARACTERS = 128 * 1024 * 1024

/** Rows of fewer events have to be written by themselves. */
export class TooMuchAtOnce extends Error {
  override readonly name = 'TooMuchAtOnce'

  constructor() {
    super(`The rows of one batch have more than ${MOST_CHARACTERS} characters`)
  }
}

export type Statement = { readonly text: string; readonly values: readonly string[] }

/** The rows of one kind of write to one table. */
type Part = {
  readonly table: AnyTable
  /** Of two parts with the same shape the text is the same. */
  readonly shape: string
  readonly rows: Iterable<Row>
  readonly write: (source: string) => string
}

/** By the shapes of their parts. A group has a few dozen; making a text takes longer than filling it. */
const texts = new LRUCache<string, string>({ max: 500 })

/**
 * The whole batch as one statement: a CTE for each table and kind of write, the rows of each as one
 * parameter, and the fence. `projection_fence` raises DHF01 where the checkpoint is not ours any more or
 * not where we left it, and then nothing of the statement has happened.
 * @throws TooMuchAtOnce, NotForColumn
 */
export function writeBatch(
  tables: readonly TableWrites[],
  move: CheckpointMove,
  columnsOf: ColumnsOf,
): Statement {
  const { name, epoch, from, to, notifyChannel } = move
  const parts = tables.flatMap(partsOf)
  const values = [String(to), name, String(epoch), String(from)]
  let characters = 0
  for (const { table, rows } of parts) {
    const text = recordsText(columnsOf(table), rows)
    characters += text.length
    if (characters > MOST_CHARACTERS) throw new TooMuchAtOnce()
    values.push(text)
  }
  const isLasting = areLasting(tables)
  const isTold = notifyChannel !== undefined && !isLasting
  if (isTold) values.push(notifyChannel)

  const shape = `${parts.map((part) => part.shape).join(';')}${isTold ? ';told' : ''}`
  let text = texts.get(shape)
  if (text === undefined) {
    text = textOf(parts, { isTold, isLasting })
    texts.set(shape, text)
  }
  return { text, values }
}

const areLasting = (tables: readonly TableWrites[]) => tables.some(({ table }) => table.lasting)

/**
 * What a batch that waits for the disk tells when it is committed, because its statement does not: a
 * transaction that tells holds PostgreSQL's one lock of NOTIFY until it ends, and every other group would wait
 * for the disk with it. Who listens looks by itself now and then, should this be lost.
 */
export function tellAfter(
  tables: readonly TableWrites[],
  { notifyChannel, to }: CheckpointMove,
): Statement | null {
  if (notifyChannel === undefined || !areLasting(tables)) return null
  return { text: 'select pg_notify($1, $2)', values: [notifyChannel, String(to)] }
}

function textOf(
  parts: readonly Part[],
  { isTold, isLasting }: { readonly isTold: boolean; readonly isLasting: boolean },
): string {
  const ctes = [
    'fence as (update projection_checkpoint set position = $1, updated_at = clock_timestamp()' +
      ' where name = $2 and epoch = $3 and position = $4 returning 1)',
  ]
  let parameter = 4
  for (const { write } of parts) {
    parameter += 1
    ctes.push(`w${parameter} as (${write(`$${parameter}`)})`)
  }
  const tell = isTold ? `, pg_notify($${parameter + 1}, $1::bigint::text)` : ''
  const wait = isLasting ? `, set_config('synchronous_commit', 'on', true)` : ''
  return `with ${ctes.join(', ')} select projection_fence((select count(*) from fence))${tell}${wait}`
}

function partsOf({ table, puts, deletes, inserts, adds }: TableWrites): Part[] {
  const parts: Part[] = []
  const addPart = (kind: string, rows: Iterable<Row>, write: Part['write']): void => {
    parts.push({ table, shape: `${table.table} ${kind}`, rows, write })
  }
  if (puts.size > 0) addPart('put', puts.values(), (source) => upsert(table, source))
  if (deletes.size > 0) addPart('delete', deletes.values(), (source) => remove(table, source))
  if (inserts.size > 0) addPart('insert', inserts.values(), (source) => insertNew(table, source))
  if (adds.size > 0) {
    const { rows, columns } = complete(table, adds)
    addPart(`add ${columns.join()}`, rows, (source) => addUp(table, columns, source))
  }
  return parts
}

/** The rows of these keys, and nothing for those that do not exist. */
export function selectRows(table: AnyTable, keys: readonly Row[], columnsOf: ColumnsOf): Statement {
  const columns = table.columns.map((column) => `t.${quote(column)}`).join(', ')
  const joined = table.key.map((column) => `t.${quote(column)} = k.${quote(column)}`).join(' and ')
  return {
    text:
      `select ${columns} from ${records(table, '$1')} k` +
      ` join ${quote(table.table)} t on ${joined}`,
    values: [recordsText(columnsOf(table), keys)],
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
  return `delete from ${quote(table.table)} t using ${records(table, source)} k where ${same}`
}

function insert(table: AnyTable, columns: readonly string[], source: string): string {
  return (
    `insert into ${quote(table.table)} as t (${list(columns)})` +
    ` select ${list(columns)} from ${records(table, source)}`
  )
}

function records(table: AnyTable, source: string): string {
  return `unnest(${source}::${quote(table.table)}[])`
}

/** All rows with all the amounts that any of them has: a column left out would be NULL, not 0. */
function complete(
  table: AnyTable,
  adds: ReadonlyMap<RowKey, Row>,
): { rows: Row[]; columns: readonly string[] } {
  const seen = new Set<string>()
  for (const row of adds.values()) for (const column of Object.keys(row)) seen.add(column)
  const columns = [...seen].filter((column) => !table.key.includes(column)).sort()
  const zeros = Object.fromEntries(columns.map((column) => [column, 0]))
  return { rows: [...adds.values()].map((row) => ({ ...zeros, ...row })), columns }
}

export function list(columns: readonly string[]): string {
  return columns.map(quote).join(', ')
}

/** Names come from code; quoting keeps words like `type` and `order` usable. A dot parts schema and table. */
export function quote(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.')
}
