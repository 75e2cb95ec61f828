import type { AnyTable, Key, Row, Rows, Table } from './projection.ts'
import {
  type KnownRow,
  keyOf,
  type RowCache,
  type RowFinder,
  type RowKey,
  rowKey,
} from './row-cache.ts'

/** What one batch writes to one table; each key in one of the four only, and once. */
export type TableWrites = {
  readonly table: AnyTable
  readonly puts: Map<RowKey, Row>
  /** Those of the puts that are known to be new. */
  readonly fresh: Set<RowKey>
  /** Those of the puts that nobody will ask for. */
  readonly last: Set<RowKey>
  readonly deletes: Map<RowKey, Row>
  readonly inserts: Map<RowKey, Row>
  readonly adds: Map<RowKey, Record<string, Row[string]>>
}

export type StagedRows = Rows &
  /** Of what is staged alone. */
  RowFinder & {
    readonly getRow: (table: AnyTable, key: Key) => Row | null
    readonly putRow: (table: AnyTable, row: Row) => void
    readonly writes: () => readonly TableWrites[]
    /** To be called when, and only when, they are committed. */
    readonly keepIn: (cache: RowCache) => void
  }

/** @param insert where rows go that are never changed, instead of among the writes */
export function stageRows(cache: RowFinder, insert?: Rows['insert']): StagedRows {
  const staged = new Map<string, TableWrites>()

  const writesTo = (table: AnyTable): TableWrites => {
    let writes = staged.get(table.table)
    if (writes === undefined) {
      writes = noWrites(table)
      staged.set(table.table, writes)
    }
    return writes
  }

  const find = (table: AnyTable, key: RowKey): KnownRow | undefined => {
    const writes = staged.get(table.table)
    if (writes === undefined) return undefined
    const row = writes.puts.get(key)
    if (row !== undefined) return { row }
    return writes.deletes.has(key) ? { row: null } : undefined
  }

  const getRow = (table: AnyTable, key: Key): Row | null => {
    const id = rowKey(table, key)
    const known = find(table, id) ?? cache.find(table, id)
    if (known === undefined) throw new Error(`${table.table} ${id} is not named by touches`)
    return known.row
  }

  return {
    find,
    getRow,
    get: <R extends Row>(table: Table<R>, key: Key) => parseRow<R>(getRow(table, key)),
    put: (table, row) => putInto(writesTo(table), row),
    putNew: (table, row) => putFresh(writesTo(table), row),
    putLast: (table, row) => putFinal(writesTo(table), row, insert),
    putRow: (table, row) => putInto(writesTo(table), row),
    delete: (table, key) => deleteFrom(writesTo(table), key),
    insert: insert ?? ((table, row) => insertInto(writesTo(table), row)),
    add: (table, key, amounts) => addInto(writesTo(table), key, amounts),
    writes: () => [...staged.values()],
    keepIn: (target) => {
      for (const writes of staged.values()) keepWritten(target, writes)
    },
  }
}

function noWrites(table: AnyTable): TableWrites {
  return {
    table,
    puts: new Map(),
    fresh: new Set(),
    last: new Set(),
    deletes: new Map(),
    inserts: new Map(),
    adds: new Map(),
  }
}

function putInto({ table, puts, deletes }: TableWrites, row: Row, key = rowKey(table, row)): void {
  if (deletes.size > 0) deletes.delete(key)
  puts.set(key, row)
}

function putFresh(writes: TableWrites, row: Row): void {
  const key = rowKey(writes.table, row)
  writes.fresh.add(key)
  putInto(writes, row, key)
}

/** Of a row that came with this batch nothing but its text is needed from here on. */
function putFinal(writes: TableWrites, row: Row, insert: Rows['insert'] | undefined): void {
  const key = rowKey(writes.table, row)
  if (insert !== undefined && writes.fresh.delete(key)) {
    writes.puts.delete(key)
    insert(writes.table, row)
  } else {
    writes.last.add(key)
    putInto(writes, row, key)
  }
}

function deleteFrom({ table, puts, inserts, deletes }: TableWrites, key: Key): void {
  const id = rowKey(table, key)
  puts.delete(id)
  inserts.delete(id)
  deletes.set(id, key)
}

function keepWritten(cache: RowCache, { table, puts, last, deletes }: TableWrites): void {
  for (const [key, row] of puts) {
    if (last.has(key)) cache.forget(table, key)
    else cache.keep(table, key, row)
  }
  for (const key of deletes.keys()) cache.keep(table, key, null)
}

function insertInto(writes: TableWrites, row: Row): void {
  const key = rowKey(writes.table, row)
  // In one statement an insert would still see the row that is being deleted, and yield to it.
  if (writes.deletes.has(key)) putInto(writes, row, key)
  else if (!writes.inserts.has(key)) writes.inserts.set(key, row)
}

function addInto(
  { table, adds }: TableWrites,
  key: Key,
  amounts: { readonly [column: string]: number },
): void {
  const id = rowKey(table, key)
  let sum = adds.get(id)
  if (sum === undefined) {
    sum = { ...keyOf(table, key) }
    adds.set(id, sum)
  }
  for (const column in amounts) sum[column] = Number(sum[column] ?? 0) + (amounts[column] ?? 0)
}

/** Sound because a table has one projection, which alone puts rows there. */
function parseRow<R extends Row>(row: Row | null): R | null {
  return row as R | null
}
