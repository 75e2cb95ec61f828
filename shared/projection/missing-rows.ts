import type { RecordedEvent } from '../kernel/event.ts'
import { type Statement, selectRows } from './batch-statement.ts'
import type { ColumnsOf } from './columns.ts'
import { PoisonEvent } from './fold-batch.ts'
import { interestedIn } from './interested.ts'
import type { AnyTable, Key, Projection, Row, RowReference } from './projection.ts'
import { keyOf, type RowCache, type RowKey, rowKey } from './row-cache.ts'

type MissingRows = { readonly table: AnyTable; readonly keys: Map<RowKey, Key | Row> }

export type RowNeeds = {
  readonly projections: readonly Projection[]
  readonly events: readonly RecordedEvent[]
  readonly cache: RowCache
  readonly columnsOf: ColumnsOf
  /** The first event of a stream is certain to have no row yet, so none is asked for. */
  readonly trustsNewStreams: boolean
}

/**
 * Brings the rows that the events need into the cache, and that there is none.
 * @param ask asked once for each table of which rows are missing
 * @throws PoisonEvent
 */
export async function fetchMissingRows(
  needs: RowNeeds,
  ask: (statement: Statement) => Promise<readonly Row[]>,
): Promise<void> {
  for (const { table, keys } of findMissingRows(needs)) {
    const found = await ask(selectRows(table, [...keys.values()], needs.columnsOf))
    for (const key of keys.keys()) needs.cache.keep(table, key, null)
    for (const row of found) needs.cache.keep(table, rowKey(table, row), row)
  }
}

function findMissingRows(needs: RowNeeds): readonly MissingRows[] {
  const missing = new Map<string, MissingRows>()
  for (const event of needs.events) {
    for (const projection of interestedIn(needs.projections, event.type)) {
      try {
        for (const row of rowsFor(projection, event, needs)) addMissing(missing, row, needs.cache)
      } catch (cause) {
        throw new PoisonEvent(event, cause)
      }
    }
  }
  return [...missing.values()]
}

function rowsFor(
  projection: Projection,
  event: RecordedEvent,
  { cache, trustsNewStreams }: RowNeeds,
): readonly RowReference[] {
  const touched = projection.touches?.(event) ?? []
  const streamRow = projection.streamRow?.(event) ?? null
  if (streamRow === null) return touched

  const { table, key } = streamRow
  const id = rowKey(table, key)
  if (event.revision === 0 && trustsNewStreams && cache.find(table, id) === undefined) {
    cache.keep(table, id, null)
  }
  return [streamRow, ...touched]
}

function addMissing(
  missing: Map<string, MissingRows>,
  { table, key }: RowReference,
  cache: RowCache,
): void {
  const id = rowKey(table, key)
  if (cache.find(table, id) !== undefined) return
  const known = missing.get(table.table) ?? { table, keys: new Map<RowKey, Key | Row>() }
  missing.set(table.table, known)
  known.keys.set(id, keyOf(table, key))
}
