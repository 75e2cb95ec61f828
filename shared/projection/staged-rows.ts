import type { AnyTable, Key, Row, Rows, Table } from './projection.ts'
import { type KnownRow, keyOf, keyText, type RowCache, type RowFinder } from './row-cache.ts'

/** What one batch writes to one table; each key in one of the four only, and once. */
export type TableWrites = {
  readonly table: AnyTable
  readonly puts: Map<string, Row>
  /** Those of the puts that are known to be new. */
  readonly fresh: Set<string>
  readonly deletes: Map<string, Row>
  readonly inserts: Map<string, Row>
  readonly adds: Map<string, Record<string, Row[string]>>
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

  const find = (table: AnyTable, text: string): KnownRow | undefined => {
    const writes = staged.get(table.table)
    if (writes?.deletes.has(text)) return { row: null }
    const row = writes?.puts.get(text)
    return row === undefined ? undefined : { row }
  }

  const getRow = (table: AnyTable, key: Key): Row | null => {
    const text = keyText(table, key)
    const known = find(table, text) ?? cache.find(table, text)
    if (known === undefined) throw new Error(`${table.table} ${text} is not named by touches`)
    return known.row
  }

  return {
    find,
    getRow,
    get: <R extends Row>(table: Table<R>, key: Key) => parseRow<R>(getRow(table, key)),
    put: (table, row) => putInto(writesTo(table), row),
    putNew: (table, row) => putFresh(writesTo(table), row),
    putRow: (table, row) => putInto(writesTo(table), row),
    delete: (table, key) => {
      const writes = writesTo(table)
      const text = keyText(table, key)
      writes.puts.delete(text)
      writes.inserts.delete(text)
      writes.deletes.set(text, key)
    },
    insert: insert ?? ((table, row) => insertInto(writesTo(table), row)),
    add: (table, key, amounts) => addInto(writesTo(table), key, amounts),
    writes: () => [...staged.values()],
    keepIn: (target) => {
      for (const { table, puts, deletes } of staged.values()) {
        for (const [text, row] of puts) target.keep(table, text, row)
        for (const text of deletes.keys()) target.keep(table, text, null)
      }
    },
  }
}

function noWrites(table: AnyTable): TableWrites {
  return {
    table,
    puts: new Map(),
    fresh: new Set(),
    deletes: new Map(),
    inserts: new Map(),
    adds: new Map(),
  }
}

function putInto({ table, puts, deletes }: TableWrites, row: Row): void {
  const text = keyText(table, row)
  deletes.delete(text)
  puts.set(text, row)
}

function putFresh(writes: TableWrites, row: Row): void {
  writes.fresh.add(keyText(writes.table, row))
  putInto(writes, row)
}

function insertInto(writes: TableWrites, row: Row): void {
  const text = keyText(writes.table, row)
  // In one statement an insert would still see the row that is being deleted, and yield to it.
  if (writes.deletes.has(text)) putInto(writes, row)
  else if (!writes.inserts.has(text)) writes.inserts.set(text, row)
}

function addInto(
  { table, adds }: TableWrites,
  key: Key,
  amounts: { readonly [column: string]: number },
): void {
  const text = keyText(table, key)
  let sum = adds.get(text)
  if (sum === undefined) {
    sum = { ...keyOf(table, key) }
    adds.set(text, sum)
  }
  for (const column in amounts) sum[column] = Number(sum[column] ?? 0) + (amounts[column] ?? 0)
}

/** Sound because a table has one projection, which alone puts rows there. */
function parseRow<R extends Row>(row: Row | null): R | null {
  return row as R | null
}
