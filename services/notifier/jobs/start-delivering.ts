import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { JobQueue, QueueBackend } from '@deskhive/shared/queue/job-queue.ts'
import { startJobWorker } from '@deskhive/shared/queue/start-job-worker.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { Kysely } from 'kysely'
import pLimit from 'p-limit'
import { deliver, openLedger } from './deliver.ts'
import type { DeliveryInHand, DeliveryKind } from './delivery-kind.ts'
import { findHanging } from './find-hanging.ts'
import { AT_THE_ROWS } from './limits.ts'
import { timeReceivers } from './receiver-times.ts'
import { deliveryOf, startRelay } from './relay.ts'

export type DeliveringOptions<InHand extends DeliveryInHand = DeliveryInHand> = {
  readonly kind: DeliveryKind<InHand>
  readonly db: Kysely<NotifierTables>
  readonly backend: QueueBackend
  readonly queue: JobQueue
  readonly logger: Logger
  readonly onOutcome: (outcome: string) => void
  /** Names: `before-give`, `before-send`, `after-send`. */
  readonly faultPoint?: FaultPoint
}

export type RunningDeliveries = AsyncDisposable & { readonly wake: () => void }

/** From the rows of one kind to their receivers: relay, queue, worker. Disposing waits for what is in hand. */
export function startDelivering<InHand extends DeliveryInHand>(
  options: DeliveringOptions<InHand>,
): RunningDeliveries {
  const { kind, db, backend, logger } = options
  const stopping = new AbortController()
  const receivers = timeReceivers(() => findHanging(db, kind.rows))
  const ledger = openLedger(db, kind)
  const sendInTurn = pLimit({ concurrency: kind.concurrency, rejectOnClear: true })
  const relay = startRelay({ ...options, receivers: receivers.known, signal: stopping.signal })
  const worker = startJobWorker({
    backend,
    name: kind.name,
    logger,
    concurrency: kind.concurrency + AT_THE_ROWS,
    perSecond: kind.perSecond,
    process: async (job) => {
      await deliver({ ...options, receivers, ledger, sendInTurn }, deliveryOf(job))
      // Its receiver has room for the next one.
      if (kind.rows.receiver !== null) relay.wake()
    },
  })

  return {
    wake: relay.wake,
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      sendInTurn.clearQueue()
      await Promise.all([relay.ended, worker[Symbol.asyncDispose]()])
    },
  }
}
