import type { RecordedEvent } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
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
  /**
   * Rows of events up to here may be there already. Of those after it what is known of a row from its stream holds, so
   * that none is asked for which cannot be there.
   */
  readonly rowsMayReach: Position
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
  const newest = new Map<Projection, Map<string, number>>()
  for (const event of needs.events) {
    for (const projection of interestedIn(needs.projections, event.type)) {
      const revisions = newest.get(projection) ?? new Map<string, number>()
      newest.set(projection, revisions)
      const isNew = event.position > needs.rowsMayReach
      const isBeforeHere = revisions.get(event.stream) === event.revision - 1
      revisions.set(event.stream, event.revision)
      try {
        for (const row of rowsFor(projection, event)) {
          if (!isKnown(row, needs.cache, { isNew, isBeforeHere })) addMissing(missing, row)
        }
      } catch (cause) {
        throw new PoisonEvent(event, cause)
      }
    }
  }
  return [...missing.values()]
}

function rowsFor(projection: Projection, event: RecordedEvent): readonly RowReference[] {
  const touched = projection.touches?.(event) ?? []
  const streamRow = projection.streamRow?.(event) ?? null
  if (streamRow === null) return touched
  const isFirst = event.revision === 0
  return [isFirst ? { ...streamRow, comes: 'not before this event' } : streamRow, ...touched]
}

/**
 * Kept, or certain not to be there, or made by an event of this very batch. Should that one be applied already, so that it
 * makes none now, the fold misses the row: the batch is then applied event by event, where each asks for its own.
 */
function isKnown(
  { table, key, comes }: RowReference,
  cache: RowCache,
  { isNew, isBeforeHere }: { readonly isNew: boolean; readonly isBeforeHere: boolean },
): boolean {
  const id = rowKey(table, key)
  if (cache.find(table, id) !== undefined) return true
  if (!isNew) return false
  if (comes === 'not before this event') cache.keep(table, id, null)
  return comes === 'not before this event' || (comes === 'with the event before' && isBeforeHere)
}

function addMissing(missing: Map<string, MissingRows>, { table, key }: RowReference): void {
  const known = missing.get(table.table) ?? { table, keys: new Map<RowKey, Key | Row>() }
  missing.set(table.table, known)
  known.keys.set(rowKey(table, key), keyOf(table, key))
}
