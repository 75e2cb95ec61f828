import { pause } from '@deskhive/shared/kernel/pause.ts'
import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { JobQueue } from '@deskhive/shared/queue/job-queue.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { Kysely } from 'kysely'
import type { DeliveryKind } from './delivery-kind.ts'
import { MOST_IN_LINE, SWEEP_INTERVAL_MS } from './limits.ts'
import type { KnownReceivers } from './receiver-times.ts'
import { takeDueDeliveries } from './take-due-deliveries.ts'

type RelayOptions = {
  readonly kind: Pick<DeliveryKind, 'name' | 'rows'>
  readonly receivers: () => Promise<KnownReceivers>
  readonly db: Kysely<NotifierTables>
  readonly queue: JobQueue
  readonly logger: Logger
  readonly signal: AbortSignal
  /** Name: `before-give`, between the row and the queue. */
  readonly faultPoint?: FaultPoint
}

type Relay = {
  /** Something was committed: look now, not at the next sweep. */
  readonly wake: () => void
  /** Ends after `signal` aborted. Never rejects. */
  readonly ended: Promise<void>
}

const jobPrefix = 'd-'

/** The job of a delivery carries its id, and nothing else about it. */
function jobOf(deliveryId: string): string {
  return `${jobPrefix}${deliveryId}`
}

export function deliveryOf(job: string): string {
  return job.slice(jobPrefix.length)
}

/**
 * Gives deliveries whose time has come to the queue: woken by each commit of this process, and by a
 * sweep for everything else. What fails is tried again at the next sweep.
 */
export function startRelay(options: RelayOptions): Relay {
  let alarm = new AbortController()
  const wake = () => alarm.abort()
  options.signal.addEventListener('abort', wake, { once: true })

  let isInterrupted = false

  const run = async () => {
    while (!options.signal.aborted) {
      alarm = new AbortController()
      const { isMoreDue, fault } = await tryToGive(options)
      if (fault !== null && !isInterrupted) logInterruption(options, fault)
      isInterrupted = fault !== null
      if (!isMoreDue) await pause(SWEEP_INTERVAL_MS, alarm.signal)
    }
  }
  return { wake, ended: run() }
}

async function tryToGive(options: RelayOptions): Promise<{ isMoreDue: boolean; fault: unknown }> {
  try {
    return { isMoreDue: await giveDue(options), fault: null }
  } catch (fault) {
    return { isMoreDue: false, fault }
  }
}

/** Once for an outage: every sweep until its end meets the same. */
function logInterruption({ kind, logger }: RelayOptions, fault: unknown): void {
  logger.warn(
    { err: fault, channel: kind.name },
    'deliveries wait until the database and the queue answer',
  )
}

/** @returns whether more may be due already */
async function giveDue({ kind, receivers, db, queue, faultPoint }: RelayOptions): Promise<boolean> {
  const { ids, isFull } = await takeDueDeliveries(db, kind.rows, await receivers())
  if (ids.length > 0) {
    await faultPoint?.('before-give')
    await queue.addAll(ids.map(jobOf))
  }
  return isFull && (await queue.depth()) < MOST_IN_LINE
}
