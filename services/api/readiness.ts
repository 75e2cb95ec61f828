import { logStart } from '@deskhive/shared/kernel/position.ts'
import type { Desk, Readiness } from '#api/desk.ts'

export type ReadinessSources = {
  readonly desk: Desk
  /** The first key and the default department are there. */
  readonly isSetUp: boolean
  readonly signal: AbortSignal
}

/** Each dependency, and how far the read models are behind the log, in its positions. */
export async function readinessOf({ desk, isSetUp, signal }: ReadinessSources): Promise<Readiness> {
  const [database, lag] = await Promise.all([desk.database.isReachable(), findLag(desk)])
  return {
    ready: database && lag !== null && isSetUp && desk.ids.isReady() && !signal.aborted,
    database,
    event_store: lag !== null,
    projections: { 'read-model': { lag } },
    is_set_up: isSetUp,
  }
}

/** `null` while the log does not answer. */
async function findLag({ log, waiter }: Desk): Promise<number | null> {
  try {
    const head = await log.head()
    const distance = head - waiter.current()
    return head === logStart || distance < 0n ? 0 : Number(distance)
  } catch {
    return null
  }
}
