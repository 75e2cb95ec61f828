import type { AnyTable, Key, Row, Rows, Table } from './projection.ts'
import { keyOf, keyText, type RowCache } from './row-cache.ts'

/** What one batch writes to one table; each key in one of the four only, and once. */
export type TableWrites = {
  readonly table: AnyTable
  readonly puts: Map<string, Row>
  readonly deletes: Map<string, Row>
  readonly inserts: Map<string, Row>
  readonly adds: Map<string, Row>
}

export type StagedRows = Rows & {
  readonly getRow: (table: AnyTable, key: Key) => Row | null
  readonly putRow: (table: AnyTable, row: Row) => void
  readonly writes: () => readonly TableWrites[]
  /** To be called when, and only when, they are committed. */
  readonly keepIn: (cache: RowCache) => void
}

export function stageRows(cache: RowCache): StagedRows {
  const staged = new Map<string, TableWrites>()

  const writesTo = (table: AnyTable): TableWrites => {
    let writes = staged.get(table.table)
    if (writes === undefined) {
      writes = { table, puts: new Map(), deletes: new Map(), inserts: new Map(), adds: new Map() }
      staged.set(table.table, writes)
    }
    return writes
  }

  const getRow = (table: AnyTable, key: Key): Row | null => {
    const text = keyText(table, key)
    const writes = staged.get(table.table)
    if (writes?.deletes.has(text)) return null
    const row = writes?.puts.get(text)
    if (row !== undefined) return row
    const known = cache.find(table, text)
    if (known === undefined) throw new Error(`${table.table} ${text} is not named by touches`)
    return known.row
  }

  return {
    getRow,
    get: <R extends Row>(table: Table<R>, key: Key) => parseRow<R>(getRow(table, key)),
    put: (table, row) => putInto(writesTo(table), row),
    putRow: (table, row) => putInto(writesTo(table), row),
    delete: (table, key) => {
      const writes = writesTo(table)
      const text = keyText(table, key)
      writes.puts.delete(text)
      writes.inserts.delete(text)
      writes.deletes.set(text, key)
    },
    insert: (table, row) => insertInto(writesTo(table), row),
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

function putInto({ table, puts, deletes }: TableWrites, row: Row): void {
  const text = keyText(table, row)
  deletes.delete(text)
  puts.set(text, row)
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
  const sum: Record<string, Row[string]> = { ...(adds.get(text) ?? keyOf(table, key)) }
  for (const [column, amount] of Object.entries(amounts)) {
    sum[column] = Number(sum[column] ?? 0) + amount
  }
  adds.set(text, sum)
}

/** Sound because a table has one projection, which alone puts rows there. */
function parseRow<R extends Row>(row: Row | null): R | null {
  return row as R | null
}
