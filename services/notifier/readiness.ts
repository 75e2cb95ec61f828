import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { Readiness } from '@deskhive/shared/observability/serve-operations.ts'
import type { ProjectionHealth } from '@deskhive/shared/projection/projection-health.ts'
import type { RunningSchedules } from '@deskhive/shared/queue/start-schedules.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { countUnsettled } from '@deskhive/shared/read-model/queries/deliveries.ts'
import { hasColumns } from '@deskhive/shared/read-model/queries/has-columns.ts'
import { notifierTables } from '#notifier/fold/tables.ts'
import { askedColumns, webhookTables } from '#notifier/webhooks/tables.ts'
import type { MeasuredKind } from './delivery-metrics.ts'

type ReadinessSources = {
  readonly health: ProjectionHealth
  readonly store: Pick<EventStore, 'isConnected'>
  readonly database: Pick<Database, 'isReachable' | 'tables'>
  readonly kinds: readonly MeasuredKind[]
  readonly schedules: Pick<RunningSchedules, 'areAdded'>
  readonly signal: AbortSignal
}

const wantedColumns = [...notifierTables, ...webhookTables, ...askedColumns]

/**
 * A standby is ready: it does its work by waiting, and sends what others wrote. What failed for good needs a person,
 * and stops nothing else: it is told, and degrades.
 */
export async function readinessOf(sources: ReadinessSources): Promise<Readiness> {
  const { health, store, database, kinds, schedules, signal } = sources
  const isWorking = health.state === 'leading' || health.state === 'standby'
  const tables = database.tables<NotifierTables>()
  const [isDatabaseReachable, isMigrated, depths, unsettled] = await Promise.all([
    database.isReachable(),
    hasColumns(tables, wantedColumns).catch(() => null), // the database tells it by itself
    Promise.all(kinds.map(depthOf)),
    countUnsettled(tables).catch(() => null),
  ])
  const dependencies = {
    database: isDatabaseReachable,
    event_store: store.isConnected(),
    queue: depths.every((depth) => depth !== null),
    schedules: schedules.areAdded(),
  }
  const canWork = isMigrated === true && Object.values(dependencies).every(Boolean)
  const ready = isWorking && !signal.aborted && canWork
  const isFailed = unsettled?.some(({ failed }) => failed > 0) ?? false
  const degraded = health.parkedStreams > 0 || isFailed
  const deliveries = kinds.map(({ kind: { name: channel } }, index) => {
    const figures = unsettled?.find((found) => found.channel === channel)
    return { channel, queue_depth: depths[index], ...(unsettled && (figures ?? nothingUnsettled)) }
  })
  return {
    ready,
    degraded,
    ...dependencies,
    is_migrated: isMigrated,
    ...health,
    deliveries,
  }
}

const nothingUnsettled = { pending: 0, oldest_pending_seconds: 0, most_attempts: 0, failed: 0 }

/** @returns `null` where it cannot be found out, which the answer itself tells */
async function depthOf({ queue }: MeasuredKind): Promise<number | null> {
  return queue.depth().catch(() => null)
}
