import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { Readiness } from '@deskhive/shared/observability/serve-operations.ts'
import type { ProjectionHealth } from '@deskhive/shared/projection/projection-health.ts'
import type { JobQueue } from '@deskhive/shared/queue/job-queue.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { countUnsettled } from '@deskhive/shared/read-model/queries/deliveries.ts'

export type ReadinessSources = {
  readonly health: ProjectionHealth
  readonly store: Pick<EventStore, 'isConnected'>
  readonly database: Pick<Database, 'isReachable' | 'tables'>
  readonly queue: Pick<JobQueue, 'depth'>
  readonly signal: AbortSignal
}

/**
 * A standby is ready: it does its work by waiting, and sends what others wrote. What failed for good needs a person,
 * and stops nothing else: it is told, and degrades.
 */
export async function readinessOf(sources: ReadinessSources): Promise<Readiness> {
  const { health, store, database, queue, signal } = sources
  const isWorking = health.state === 'leading' || health.state === 'standby'
  const [isDatabaseReachable, isQueueReachable, unsettled] = await Promise.all([
    database.isReachable(),
    answers(queue),
    countUnsettled(database.tables<NotifierTables>()).catch(() => null), // the database tells it by itself
  ])
  const dependencies = {
    database: isDatabaseReachable,
    event_store: store.isConnected(),
    queue: isQueueReachable,
  }
  const ready = isWorking && !signal.aborted && Object.values(dependencies).every(Boolean)
  const isFailed = unsettled?.some(({ failed }) => failed > 0) ?? false
  const degraded = health.parkedStreams > 0 || isFailed
  return { ready, degraded, ...dependencies, ...health, deliveries: unsettled }
}

async function answers(queue: Pick<JobQueue, 'depth'>): Promise<boolean> {
  try {
    await queue.depth()
    return true
  } catch {
    return false // told by the answer itself
  }
}
