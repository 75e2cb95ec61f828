import type pg from 'pg'
import type { EventStore } from '../event-store/event-store.ts'
import { pause } from '../kernel/pause.ts'
import { logStart, type Position } from '../kernel/position.ts'
import { applyBatch, type Leadership } from './apply-batch.ts'
import { readColumns } from './columns.ts'
import { type Lease, RENEW_EVERY_MS, releaseLease, renewLease, type Taken } from './lease.ts'
import { requireInLog } from './log-is-older.ts'
import { loadParking } from './parking.ts'
import type { Projection } from './projection.ts'
import type { ProjectionMetrics } from './projection-metrics.ts'
import { createRowCache } from './row-cache.ts'
import type { ProjectionOptions } from './run-projection.ts'
import { openSession, type Session } from './session.ts'

export type Leading = {
  readonly options: ProjectionOptions
  readonly metrics: ProjectionMetrics
  /** Called with the leadership as soon as it has begun, for health. */
  readonly onStart: (leader: Leadership) => void
}

/**
 * Applies batch after batch until `signal` aborts or the lease is lost. Ends by itself in both cases;
 * throws where the log is an older one, or the database or the fence stopped it. The lease is given back in any case.
 */
export async function lead({ options, metrics, onStart }: Leading, taken: Taken): Promise<void> {
  const { database, logger, name, signal } = options
  const { lease } = taken
  const lost = new AbortController()
  const renewal = keepLease(database, lease, () => lost.abort())
  try {
    await requireInLog(options.store, taken.position)
    await using session = await openSession(database)
    const leader = await beginLeading({ options, metrics, session }, taken)
    onStart(leader)
    await applyAll(leader, options, AbortSignal.any([signal, lost.signal]))
    if (lost.signal.aborted) logger.warn({ group: name }, 'someone else took the lease')
  } finally {
    clearInterval(renewal)
    await releaseLease(database, lease).catch(() => undefined) // it runs out by itself
  }
}

type Beginning = {
  readonly options: Pick<
    ProjectionOptions,
    'database' | 'projections' | 'notifyChannel' | 'logger' | 'faultPoint'
  > & { readonly store: Pick<EventStore, 'head'> }
  readonly metrics: ProjectionMetrics
  readonly session: Session
  /** Whose discarded events are left out; the group's own unless given. */
  readonly discardsOf?: string
}

/** All that a batch needs to be applied, from where the checkpoint is. */
export async function beginLeading(
  { options, metrics, session, discardsOf }: Beginning,
  { lease, position }: Taken,
): Promise<Leadership> {
  const { database, projections, notifyChannel, logger, faultPoint = () => undefined } = options
  return {
    lease,
    session,
    columnsOf: await readColumns(session.run, projections),
    cache: createRowCache(),
    parking: await loadParking(database, lease.name, discardsOf),
    projections,
    rowsMayReach: await findReach({ options, session }, position),
    notifyChannel,
    metrics,
    logger,
    faultPoint,
    position,
  }
}

async function applyAll(
  leader: Leadership,
  options: ProjectionOptions,
  signal: AbortSignal,
): Promise<void> {
  const { batchSize, gatherMs = 0 } = options
  const batches = options.store.subscribe({
    from: leader.position,
    signal,
    ...(batchSize === undefined ? {} : { batchSize }),
  })
  for await (const batch of batches) {
    await leader.faultPoint('before-batch')
    const written = await applyBatch(leader, batch)
    options.onProgress?.(leader.position, written)
    if (gatherMs > 0 && batch.length > 1) await pause(gatherMs, signal)
  }
}

/**
 * Rows that are there already must be seen, whoever left them: of any event that is in the log by now, for the
 * checkpoint may have been put back. Of what comes later nobody else can make any, as long as the lease holds.
 */
async function findReach(
  { options: { projections, store }, session }: Pick<Beginning, 'options' | 'session'>,
  position: Position,
): Promise<Position> {
  const hasNone = position === logStart && (await areEmpty(session, projections))
  return hasNone ? logStart : store.head()
}

async function areEmpty(session: Session, projections: readonly Projection[]): Promise<boolean> {
  for (const { tables } of projections) {
    for (const table of tables) if (await session.hasRows(table)) return false
  }
  return true
}

/** @param onLost called when someone else has it */
export function keepLease(database: pg.Pool, lease: Lease, onLost: () => void): NodeJS.Timeout {
  return setInterval(() => void renew(database, lease, onLost), RENEW_EVERY_MS)
}

async function renew(database: pg.Pool, lease: Lease, onLost: () => void): Promise<void> {
  try {
    if (!(await renewLease(database, lease))) onLost()
  } catch {
    // The batches meet the same database and tell of it; until someone takes the lease it stays ours.
  }
}
