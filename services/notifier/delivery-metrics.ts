import { sharedWhileAsked } from '@deskhive/shared/kernel/shared-while-asked.ts'
import type { Metrics } from '@deskhive/shared/observability/metrics.ts'
import type { JobQueue } from '@deskhive/shared/queue/job-queue.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { countUnsettled, type Unsettled } from '@deskhive/shared/read-model/queries/deliveries.ts'
import type { Kysely } from 'kysely'
import type { DeliveryKind } from './jobs/delivery-kind.ts'

/** What is told of one kind of delivery. */
export type MeasuredKind = {
  readonly kind: Pick<DeliveryKind, 'name'>
  readonly queue: Pick<JobQueue, 'depth'>
}

type DeliveryMetrics = {
  /** Counts how a try of a kind ended; `pending` is one that will be tried again. */
  readonly onOutcome: (channel: string) => (outcome: string) => void
}

/**
 * Depth, pending, age and failures are asked for when somebody reads them, of the kinds that are delivered here and of
 * every channel that has rows; NaN is what could not be found out.
 */
export function createDeliveryMetrics(
  metrics: Metrics,
  { db, kinds }: { readonly db: Kysely<NotifierTables>; readonly kinds: readonly MeasuredKind[] },
): DeliveryMetrics {
  addQueueDepth(metrics, kinds)
  // Gauges are collected at once: they have one answer between them.
  const count = sharedWhileAsked(() => countUnsettled(db))
  const gauge = (name: string, help: string, take: (unsettled: Unsettled) => number): void => {
    const collect = async (): Promise<void> => {
      const counted = await count().catch(() => null)
      for (const { kind } of kinds) {
        series.set({ channel: kind.name }, counted === null ? Number.NaN : 0)
      }
      for (const unsettled of counted ?? []) {
        series.set({ channel: unsettled.channel }, take(unsettled))
      }
    }
    const series = metrics.gauge({ name, help, labelNames: ['channel'], collect })
  }
  gauge(
    'deskhive_notifier_pending_deliveries',
    'Deliveries that are not settled',
    ({ pending }) => pending,
  )
  gauge(
    'deskhive_notifier_oldest_pending_seconds',
    'Age of the oldest unsettled delivery',
    ({ oldest_pending_seconds }) => oldest_pending_seconds,
  )
  gauge(
    'deskhive_notifier_failed_deliveries',
    'Deliveries that failed for good and wait for a person: npm run deliveries',
    ({ failed }) => failed,
  )
  const outcomes = metrics.counter({
    name: 'deskhive_notifier_deliveries_total',
    help: 'Tries by how they ended; pending is one that will be tried again',
    labelNames: ['channel', 'outcome'],
  })
  return { onOutcome: (channel) => (outcome) => outcomes.inc({ channel, outcome }) }
}

function addQueueDepth(metrics: Metrics, kinds: readonly MeasuredKind[]): void {
  const collect = async (): Promise<void> => {
    for (const { kind, queue } of kinds) {
      series.set({ channel: kind.name }, await queue.depth().catch(() => Number.NaN))
    }
  }
  const name = 'deskhive_notifier_queue_depth'
  const series = metrics.gauge({
    name,
    help: 'Jobs in line or in hand',
    labelNames: ['channel'],
    collect,
  })
}
