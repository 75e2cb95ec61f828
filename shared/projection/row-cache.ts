import { LRUCache } from 'lru-cache'
import type { JsonValue } from '../kernel/event.ts'
import type { AnyTable, Key, Row } from './projection.ts'

/** Where a row is known from; `undefined` where nothing is known. */
export type RowFinder = {
  readonly find: (table: AnyTable, key: string) => KnownRow | undefined
}

/** Rows known to be in the database as they are here; `null` where there is none. */
export type RowCache = RowFinder & {
  readonly keep: (table: AnyTable, key: string, row: Row | null) => void
  readonly forgetAll: () => void
}
export type KnownRow = { readonly row: Row | null }

/** A ticket's row is some 2 kB in memory: 40 MB a table at most. */
const ROWS_PER_TABLE = 20_000

/** Valid only as long as nobody else may write, that is: while the fence holds. Thrown away with the lease. */
export function createRowCache(): RowCache {
  const tables = new Map<string, LRUCache<string, KnownRow>>()

  const rowsOf = (table: AnyTable): LRUCache<string, KnownRow> => {
    let rows = tables.get(table.table)
    if (rows === undefined) {
      rows = new LRUCache({ max: ROWS_PER_TABLE })
      tables.set(table.table, rows)
    }
    return rows
  }
  return {
    find: (table, key) => rowsOf(table).get(key),
    keep: (table, key, row) => {
      rowsOf(table).set(key, { row })
    },
    forgetAll: () => tables.clear(),
  }
}

/** One text for one key, whether its parts came as numbers or as text. */
export function keyText(table: AnyTable, key: Key | Row): string {
  const [first, ...others] = table.key
  let text = partText(first === undefined ? null : key[first])
  for (const column of others) text += `\u0001${partText(key[column])}`
  return text
}

function partText(part: JsonValue | undefined): string {
  if (typeof part === 'string' || typeof part === 'number') return String(part)
  throw new Error('A key has text or a number in each of its columns')
}

export function keyOf(table: AnyTable, row: Row): Row {
  return Object.fromEntries(table.key.map((column) => [column, row[column] ?? null]))
}
