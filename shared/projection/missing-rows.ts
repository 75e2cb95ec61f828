import type { RecordedEvent } from '../kernel/event.ts'
import { PoisonEvent } from './fold-batch.ts'
import { interestedIn } from './interested.ts'
import type { AnyTable, Key, Projection, Row, RowReference } from './projection.ts'
import { keyOf, type RowCache, type RowKey, rowKey } from './row-cache.ts'

export type MissingRows = { readonly table: AnyTable; readonly keys: Map<RowKey, Key | Row> }

export type RowNeeds = {
  readonly projections: readonly Projection[]
  readonly events: readonly RecordedEvent[]
  readonly cache: RowCache
  /** The first event of a stream is certain to have no row yet, so none is asked for. */
  readonly trustsNewStreams: boolean
}

/**
 * The rows that the events need and that are not in the cache, by table.
 * @throws PoisonEvent
 */
export function findMissingRows(needs: RowNeeds): readonly MissingRows[] {
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
