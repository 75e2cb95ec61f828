import { logStart, type Position } from '@deskhive/shared/kernel/position.ts'
import { readCheckpoint } from '@deskhive/shared/projection/lease.ts'
import type { Desk, Readiness } from '#api/desk.ts'

export type ReadinessSources = {
  readonly desk: Desk
  /** The first key and the default department are there. */
  readonly isSetUp: boolean
  readonly signal: AbortSignal
}

/** What `services/notifier` calls its group. */
const notifierGroup = 'notifier'

/**
 * Each dependency, and how far each projection is behind the log, in its positions; `null` where that is
 * not known. The notifier's lag is told and does not count: the API answers without it.
 */
export async function readinessOf({ desk, isSetUp, signal }: ReadinessSources): Promise<Readiness> {
  const [database, head, notified] = await Promise.all([
    desk.database.isReachable(),
    orNull(desk.log.head()),
    orNull(readCheckpoint(desk.database.pool, notifierGroup)),
  ])
  return {
    ready: database && head !== null && isSetUp && desk.ids.isReady() && !signal.aborted,
    database,
    event_store: head !== null,
    projections: {
      'read-model': { lag: lagBehind(head, desk.waiter.current()) },
      notifier: { lag: lagBehind(head, notified) },
    },
    is_set_up: isSetUp,
  }
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
