import type { RecordedEvent } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
import type { FaultPoint } from '../observability/fault-points.ts'
import type { Logger } from '../observability/logger.ts'
import { type CheckpointMove, TooMuchAtOnce, tellAfter, writeBatch } from './batch-statement.ts'
import { type ColumnsOf, haveChanged } from './columns.ts'
import { type FoldReport, foldBatch, PoisonEvent } from './fold-batch.ts'
import type { Lease } from './lease.ts'
import { fetchMissingRows } from './missing-rows.ts'
import { type Parking, parkedRow, parkedTable } from './parking.ts'
import type { Projection } from './projection.ts'
import type { ProjectionMetrics } from './projection-metrics.ts'
import type { RowCache } from './row-cache.ts'
import type { Session } from './session.ts'
import { type StagedRows, stageRows } from './staged-rows.ts'
import { NotForColumn } from './value-text.ts'

export type Leadership = {
  readonly lease: Lease
  readonly session: Session
  readonly columnsOf: ColumnsOf
  readonly cache: RowCache
  readonly parking: Parking
  readonly projections: readonly Projection[]
  /** Rows of events up to here may be there already, whoever left them. */
  readonly rowsMayReach: Position
  readonly notifyChannel: string | undefined
  readonly metrics: ProjectionMetrics
  readonly logger: Logger
  readonly faultPoint: FaultPoint
  /** The checkpoint as this process left it. */
  position: Position
}

/**
 * Rows, parked events and checkpoint of all these events, in one statement; if an event spoils it, or they are too large,
 * of one event after another, and the spoilt one is parked with its stream.
 * @returns the tables that were written to
 * @throws what the database throws: then the lease has to be taken again, for nothing is known
 */
export async function applyBatch(
  leader: Leadership,
  events: readonly RecordedEvent[],
): Promise<ReadonlySet<string>> {
  // After an unknown outcome, or from a subscription that began again, some may have been applied before.
  const fresh = events.filter(({ position }) => position > leader.position)
  try {
    return new Set(await commit(leader, fresh))
  } catch (error) {
    if (!isForOneByOne(error)) throw error
    const written = new Set<string>()
    for (const event of fresh) {
      for (const table of await applyOne(leader, event)) written.add(table)
    }
    return written
  }
}

/** Then rows are refused for their shape, which is no event's fault. */
function haveColumnsChanged({ columnsOf, session, projections }: Leadership): Promise<boolean> {
  return haveChanged(columnsOf, session.run, projections)
}

async function applyOne(leader: Leadership, event: RecordedEvent): Promise<string[]> {
  try {
    return await commit(leader, [event])
  } catch (cause) {
    if (!isPoison(cause) || (await haveColumnsChanged(leader))) throw cause
    const isLeftOut = leader.parking.leavesOut(event)
    const facts = { err: cause, event_id: event.id, type: event.type, stream: event.stream }
    if (isLeftOut) leader.logger.warn(facts, 'an event cannot be applied: it was discarded before')
    else leader.logger.error(facts, 'an event cannot be applied: its stream is parked')
    const written = await commit(leader, [event], cause)
    if (isLeftOut) return written
    leader.parking.hold(event.stream)
    leader.metrics.parkedStreams.set(leader.parking.streams())
    return written
  }
}

/**
 * @param poison why these events are parked, or left out, instead of applied
 * @returns the tables that were written to
 */
async function commit(
  leader: Leadership,
  events: readonly RecordedEvent[],
  poison?: unknown,
): Promise<string[]> {
  const last = events.at(-1)
  if (last === undefined) return []
  const { session, cache, faultPoint } = leader

  const startedAt = performance.now()
  const staged = stageRows(cache)
  const found = await stageEvents(leader, events, { staged, poison })
  await faultPoint('before-commit')
  const writes = staged.writes()
  const move = moveTo(leader, last.position)
  await session.run(writeBatch(writes, move, leader.columnsOf))
  await faultPoint('after-commit')
  const told = tellAfter(writes, move)
  if (told !== null) await session.run(told)

  leader.position = last.position
  staged.keepIn(cache)
  cache.endBatch()
  leader.metrics.batch(events.length, (performance.now() - startedAt) / 1000)
  tell(leader, found)
  return writes.map(({ table }) => table.table)
}

export type Found = { readonly report: FoldReport; readonly parked: number }

/**
 * Folds the events into what is staged, asking for rows that are not known; those of parked streams are put aside,
 * and what was discarded is left out.
 * @throws PoisonEvent
 */
export async function stageEvents(
  leader: Omit<Leadership, 'position'>,
  events: readonly RecordedEvent[],
  { staged, poison }: { readonly staged: StagedRows; readonly poison?: unknown },
): Promise<Found> {
  const { lease, parking, projections } = leader
  const isParked = ({ stream }: RecordedEvent): boolean =>
    poison !== undefined || parking.holds(stream)
  const isLeftOut = (event: RecordedEvent): boolean =>
    !parking.holds(event.stream) && parking.leavesOut(event)
  const applicable = events.filter((event) => !isParked(event))

  await fetchMissingRows({ ...leader, events: applicable }, leader.session.run)
  const report = foldBatch(projections, applicable, staged)
  const parked = events.filter((event) => isParked(event) && !isLeftOut(event))
  for (const event of parked) staged.insert(parkedTable, parkedRow(lease.name, event, poison))
  return { report, parked: parked.length }
}

export function moveTo(
  { lease: { name, epoch }, position, notifyChannel }: Leadership,
  to: Position,
): CheckpointMove {
  return { name, epoch, from: position, to, notifyChannel }
}

export function tell({ metrics, logger }: Leadership, { report, parked }: Found): void {
  if (report.applied > 0) metrics.applied.add(report.applied)
  if (report.unknown > 0) metrics.unknown.add(report.unknown)
  if (report.old > 0) metrics.old.add(report.old)
  if (parked > 0) metrics.parked.add(parked)
  if (report.gaps.length > 0) metrics.gaps.add(report.gaps.length)
  for (const { projection, event, rowRevision } of report.gaps) {
    logger.error(
      {
        projection,
        event_id: event.id,
        stream: event.stream,
        revision: event.revision,
        rowRevision,
      },
      'a row lacks events of its stream',
    )
  }
}

/** The event's own fault: its fold fails, or Postgres refuses its values (classes 22 and 23) and always will. */
export function isPoison(error: unknown): boolean {
  if (error instanceof PoisonEvent || error instanceof NotForColumn) return true
  const code = sqlStateOf(error)
  return code !== undefined && (code.startsWith('22') || code.startsWith('23'))
}

/** Nothing was written, and the events by themselves may well be. */
export function isForOneByOne(error: unknown): boolean {
  return isPoison(error) || error instanceof TooMuchAtOnce
}

function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' && error.code.length === 5 ? error.code : undefined
}
