import type { Metrics } from '@deskhive/shared/observability/metrics.ts'
import type { JobQueue } from '@deskhive/shared/queue/job-queue.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { Kysely } from 'kysely'
import { countPending } from './jobs/count-pending.ts'
import type { DeliveryKind } from './jobs/delivery-kind.ts'

/** What is told of one kind of delivery. */
export type MeasuredKind = {
  readonly kind: Pick<DeliveryKind, 'name' | 'rows'>
  readonly queue: Pick<JobQueue, 'depth'>
}

export type DeliveryMetrics = {
  /** Counts how a try of a kind ended; `pending` is one that will be tried again. */
  readonly onOutcome: (channel: string) => (outcome: string) => void
}

/** Depth, pending and age are asked for when somebody reads them; NaN is what could not be found out. */
export function createDeliveryMetrics(
  metrics: Metrics,
  { db, kinds }: { readonly db: Kysely<NotifierTables>; readonly kinds: readonly MeasuredKind[] },
): DeliveryMetrics {
  const gauge = (name: string, help: string, ask: (of: MeasuredKind) => Promise<number>): void => {
    const collect = async (): Promise<void> => {
      for (const of of kinds) {
        series.set({ channel: of.kind.name }, await ask(of).catch(() => Number.NaN))
      }
    }
    const series = metrics.gauge({ name, help, labelNames: ['channel'], collect })
  }
  gauge('deskhive_notifier_queue_depth', 'Jobs in line or in hand', ({ queue }) => queue.depth())
  gauge(
    'deskhive_notifier_pending_deliveries',
    'Deliveries that are not settled',
    async ({ kind }) => (await countPending(db, kind.rows)).count,
  )
  gauge(
    'deskhive_notifier_oldest_pending_seconds',
    'Age of the oldest unsettled delivery',
    async ({ kind }) => (await countPending(db, kind.rows)).oldestSeconds,
  )
  const outcomes = metrics.counter({
    name: 'deskhive_notifier_deliveries_total',
    help: 'Tries by how they ended; pending is one that will be tried again',
    labelNames: ['channel', 'outcome'],
  })
  return { onOutcome: (channel) => (outcome) => outcomes.inc({ channel, outcome }) }
}
