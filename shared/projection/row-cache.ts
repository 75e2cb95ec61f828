import type { JsonValue } from '../kernel/event.ts'
import { weightOf } from '../kernel/weight.ts'
import type { AnyTable, Key, Row } from './projection.ts'

/** Of a row in its table. Numbers stay what they are: a map finds them in a fraction of the time. */
export type RowKey = string | number

/** Where a row is known from; `undefined` where nothing is known. */
export type RowFinder = {
  readonly find: (table: AnyTable, key: RowKey) => KnownRow | undefined
}

/** Rows known to be in the database as they are here; `null` where there is none. */
export type RowCache = RowFinder & {
  readonly keep: (table: AnyTable, key: RowKey, row: Row | null) => void
  readonly forget: (table: AnyTable, key: RowKey) => void
  readonly forgetAll: () => void
  /** Drops rows that were not used lately, where there are too many; until then none is that an event may want. */
  readonly endBatch: () => void
}
export type KnownRow = { readonly row: Row | null }

/**
 * Of a table there are two such halves, the rows used last and those used before: when one is full, the older is
 * dropped. So a row that is used is never among the dropped, for far less than an order of all rows costs. Nearly all have
 * 2 kB at most; those with a megabyte of text are fewer.
 */
const ROWS_PER_HALF = 10_000
const BYTES_PER_HALF = 32 * 1024 * 1024

type Halves = {
  recent: Map<RowKey, KnownRow>
  older: Map<RowKey, KnownRow>
  /** Of all rows that came to be recent; of one that came twice, twice. */
  recentBytes: number
}

/** Valid only as long as nobody else may write, that is: while the fence holds. Thrown away with the lease. */
export function createRowCache(): RowCache {
  const tables = new Map<string, Halves>()

  const rowsOf = (table: AnyTable): Halves => {
    let rows = tables.get(table.table)
    if (rows === undefined) {
      rows = { recent: new Map(), older: new Map(), recentBytes: 0 }
      tables.set(table.table, rows)
    }
    return rows
  }
  return {
    find: (table, key) => {
      const rows = rowsOf(table)
      const recent = rows.recent.get(key)
      if (recent !== undefined) return recent
      const older = rows.older.get(key)
      if (older !== undefined) keepRecent(rows, key, older)
      return older
    },
    keep: (table, key, row) => keepRecent(rowsOf(table), key, { row }),
    forget: (table, key) => {
      const { recent, older } = rowsOf(table)
      recent.delete(key)
      older.delete(key)
    },
    forgetAll: () => tables.clear(),
    endBatch: () => tables.forEach(dropOlder),
  }
}

function keepRecent(rows: Halves, key: RowKey, row: KnownRow): void {
  rows.recentBytes += weightOf(row.row)
  rows.recent.set(key, row)
}

function dropOlder(rows: Halves): void {
  if (rows.recent.size < ROWS_PER_HALF && rows.recentBytes < BYTES_PER_HALF) return
  rows.older = rows.recent
  rows.recent = new Map()
  rows.recentBytes = 0
}

/** One for one key, whether its parts came as numbers or as text. */
export function rowKey(table: AnyTable, key: Key | Row): RowKey {
  const [first = '', second] = table.key
  const part = partOf(key[first])
  if (second === undefined) return asNumber(part)
  let text = `${part}\u0001${partOf(key[second])}`
  for (let place = 2; place < table.key.length; place += 1) {
    text += `\u0001${partOf(key[table.key[place] ?? ''])}`
  }
  return text
}

function partOf(part: JsonValue | undefined): RowKey {
  if (typeof part === 'string' || typeof part === 'number') return part
  throw new Error('A key has text or a number in each of its columns')
}

function asNumber(part: RowKey): RowKey {
  if (typeof part === 'number') return part
  const number = Number(part)
  return String(number) === part ? number : part
}

export function keyOf(table: AnyTable, row: Row): Row {
  return Object.fromEntries(table.key.map((column) => [column, row[column] ?? null]))
}
