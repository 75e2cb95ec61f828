import type { Metrics } from '@deskhive/shared/observability/metrics.ts'
import type { JobQueue } from '@deskhive/shared/queue/job-queue.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { Kysely } from 'kysely'
import type { OutgoingChannel } from './fold/tell.ts'
import { countPending } from './jobs/count-pending.ts'

export type DeliveryMetrics = {
  /** Counts how a try ended; `pending` is one that will be tried again. */
  readonly onOutcome: (outcome: string) => void
}

/** Depth, pending and age are asked for when somebody reads them; NaN is what could not be found out. */
export function createDeliveryMetrics(
  metrics: Metrics,
  sources: {
    readonly channel: OutgoingChannel
    readonly db: Kysely<NotifierTables>
    readonly queue: JobQueue
  },
): DeliveryMetrics {
  const { channel, db, queue } = sources
  const labels = { channel }
  const gauge = (name: string, help: string, ask: () => Promise<number>): void => {
    const collect = async (): Promise<void> => {
      series.set(labels, await ask().catch(() => Number.NaN))
    }
    const series = metrics.gauge({ name, help, labelNames: ['channel'], collect })
  }
  gauge('deskhive_notifier_queue_depth', 'Jobs in line or in hand', () => queue.depth())
  gauge('deskhive_notifier_pending_deliveries', 'Deliveries that are not settled', async () => {
    return (await countPending(db, channel)).count
  })
  gauge(
    'deskhive_notifier_oldest_pending_seconds',
    'Age of the oldest unsettled delivery',
    async () => (await countPending(db, channel)).oldestSeconds,
  )
  const outcomes = metrics.counter({
    name: 'deskhive_notifier_deliveries_total',
    help: 'Tries by how they ended; pending is one that will be tried again',
    labelNames: ['channel', 'outcome'],
  })
  return { onOutcome: (outcome) => outcomes.inc({ channel, outcome }) }
}
