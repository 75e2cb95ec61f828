import type { RecordedEvent } from '../kernel/event.ts'
import { messageOf } from '../kernel/message-of.ts'
import { interestedIn } from './interested.ts'
import type { Projection, Row } from './projection.ts'
import type { StagedRows } from './staged-rows.ts'

/** One of these events cannot be applied, by the fault of the event or of the projection. */
export class PoisonEvent extends Error {
  constructor(event: RecordedEvent, cause: unknown) {
    const what = `${event.type} ${event.id} of ${event.stream}`
    super(`${what} cannot be applied: ${messageOf(cause)}`, { cause })
    this.name = 'PoisonEvent'
  }
}

/** What a fold noticed beside the rows. */
export type FoldReport = {
  /** Events that at least one projection applied. */
  applied: number
  /** Of a type that no projection knows. */
  unknown: number
  /** Already contained in the row of their stream. */
  old: number
  readonly gaps: RevisionGap[]
}

type RevisionGap = {
  readonly projection: string
  readonly event: RecordedEvent
  /** -1 where the stream has no row. */
  readonly rowRevision: number
}

/** @throws PoisonEvent */
export function foldBatch(
  projections: readonly Projection[],
  events: readonly RecordedEvent[],
  rows: StagedRows,
): FoldReport {
  const report: FoldReport = { applied: 0, unknown: 0, old: 0, gaps: [] }
  for (const event of events) {
    const interested = interestedIn(projections, event.type)
    if (interested.length === 0) report.unknown += 1
    try {
      const applied = interested.filter((projection) => apply(projection, event, rows, report))
      if (applied.length > 0) report.applied += 1
      else if (interested.length > 0) report.old += 1
    } catch (cause) {
      throw new PoisonEvent(event, cause)
    }
  }
  return report
}

/** @returns whether the event was new to the projection */
function apply(
  projection: Projection,
  event: RecordedEvent,
  rows: StagedRows,
  report: FoldReport,
): boolean {
  const streamRow = projection.streamRow?.(event) ?? null
  if (streamRow === null) {
    projection.apply(event, rows)
    return true
  }

  const rowRevision = revisionOf(rows.getRow(streamRow.table, streamRow.key))
  if (event.revision <= rowRevision) return false
  if (event.revision > rowRevision + 1) {
    report.gaps.push({ projection: projection.name, event, rowRevision })
  }
  projection.apply(event, rows)
  const row = rows.getRow(streamRow.table, streamRow.key)
  if (row !== null && row.revision !== event.revision) {
    rows.putRow(streamRow.table, { ...row, revision: event.revision })
  }
  return true
}

function revisionOf(row: Row | null): number {
  return row === null ? -1 : Number(row.revision)
}
