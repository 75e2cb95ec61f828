import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { Readiness } from '@deskhive/shared/observability/serve-operations.ts'
import type { ProjectionHealth } from '@deskhive/shared/projection/projection-health.ts'
import type { JobQueue } from '@deskhive/shared/queue/job-queue.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'

export type ReadinessSources = {
  readonly health: ProjectionHealth
  readonly store: Pick<EventStore, 'isConnected'>
  readonly database: Pick<Database, 'isReachable'>
  /** `null` where nothing leaves the house, so that nothing depends on the queue. */
  readonly queue: Pick<JobQueue, 'depth'> | null
  readonly signal: AbortSignal
}

/** A standby is ready: it does its work by waiting, and sends what others wrote. */
export async function readinessOf(sources: ReadinessSources): Promise<Readiness> {
  const { health, store, database, queue, signal } = sources
  const isWorking = health.state === 'leading' || health.state === 'standby'
  const [isDatabaseReachable, isQueueReachable] = await Promise.all([
    database.isReachable(),
    queue === null || answers(queue),
  ])
  const dependencies = {
    database: isDatabaseReachable,
    event_store: store.isConnected(),
    queue: isQueueReachable,
  }
  const ready = isWorking && !signal.aborted && Object.values(dependencies).every(Boolean)
  return { ready, degraded: health.parkedStreams > 0, ...dependencies, ...health }
}

async function answers(queue: Pick<JobQueue, 'depth'>): Promise<boolean> {
  try {
    await queue.depth()
    return true
  } catch {
    return false // told by the answer itself
  }
}
