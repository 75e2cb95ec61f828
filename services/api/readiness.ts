import { logStart, type Position } from '@deskhive/shared/kernel/position.ts'
import type { Readiness } from '@deskhive/shared/observability/serve-operations.ts'
import { servingGroup } from '@deskhive/shared/projection/generations/generation.ts'
import { findServing } from '@deskhive/shared/projection/generations/registry.ts'
import { readCheckpoint } from '@deskhive/shared/projection/lease.ts'
import { countParkedStreams } from '@deskhive/shared/projection/parking.ts'
import { notifierGroup } from '@deskhive/shared/read-model/notification-tables.ts'
import { tablesVersion } from '@deskhive/shared/read-model/tables-version.ts'
import type { Desk } from '#api/desk.ts'

type ReadinessSources = {
  readonly desk: Desk
  /** The first key and the default department are there. */
  readonly isSetUp: boolean
  readonly signal: AbortSignal
}

/**
 * Each dependency, and how far each projection is behind the log, in its positions; `null` where that is
 * not known. The notifier's lag is told and does not count: the API answers without it. Parked streams
 * degrade it, and so does a log that can only be read: whatever else there is is right. A log that does not fit was restored from an older copy.
 */
export async function readinessOf({ desk, isSetUp, signal }: ReadinessSources): Promise<Readiness> {
  const { pool } = desk.database
  const [database, head, notified, parked, isOwnVersion] = await Promise.all([
    desk.database.isReachable(),
    orNull(desk.log.head()),
    orNull(readCheckpoint(pool, notifierGroup)),
    orNull(countParkedStreams(pool)),
    orNull(hasOwnVersion(desk)),
  ])
  const isTakingWrites = desk.log.isTakingWrites()
  const logFits = desk.logWatch.found() === null
  const canServe = database && head !== null && logFits && isOwnVersion === true
  const group = (name: string, position: Position | null) => ({
    lag: lagBehind(head, position),
    parked_streams: parked === null ? null : (parked.get(name) ?? 0),
  })
  return {
    ready: canServe && isSetUp && desk.ids.isReady() && !signal.aborted,
    degraded: hasParked(parked) || !isTakingWrites,
    database,
    event_store: head !== null,
    event_store_takes_writes: isTakingWrites,
    log_fits: logFits,
    read_models: isOwnVersion === null ? null : isOwnVersion ? 'serving' : 'being made',
    projections: {
      [servingGroup]: group(servingGroup, desk.waiter.current()),
      [notifierGroup]: group(notifierGroup, notified),
    },
    is_set_up: isSetUp,
  }
}

const ownVersion = tablesVersion()

/** Read models of another version serve while those that this program asks for are made beside them. */
async function hasOwnVersion({ database }: Desk): Promise<boolean> {
  const serving = await findServing(database)
  return serving?.tables === (await ownVersion)
}

function hasParked(parked: ReadonlyMap<string, number> | null): boolean {
  return parked !== null && parked.size > 0
}

function lagBehind(head: Position | null, position: Position | null): number | null {
  if (head === null || position === null) return null
  return head === logStart || head < position ? 0 : Number(head - position)
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch {
    return null
  }
}
