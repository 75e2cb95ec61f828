import { createAggregateStore } from '@deskhive/shared/event-store/aggregate-store.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { FaultPoint } from '@deskhive/shared/observability/fault-points.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { Reach } from '@deskhive/shared/outbound/target.ts'
import type { JobQueue, QueueBackend } from '@deskhive/shared/queue/job-queue.ts'
import type { Schedule } from '@deskhive/shared/queue/start-schedules.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { SigningSecrets } from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import type { Kysely } from 'kysely'
import { startDelivering } from '#notifier/jobs/start-delivering.ts'
import { keepHouse } from './keep-house.ts'
import { workOffReplays } from './replay.ts'
import { webhookDeliveries } from './webhook-deliveries.ts'

/** How late what nobody wants any more is taken back. */
const KEEP_HOUSE_EVERY_MS = 10_000

/** How late a replay begins, and goes on after its webhook had enough to do. */
const REPLAY_EVERY_MS = 2_000

type WebhooksOptions = {
  readonly db: Kysely<NotifierTables>
  readonly store: EventStore
  readonly backend: QueueBackend
  readonly queue: JobQueue
  readonly reach: Reach
  /** `null`: nothing can be signed, so what is to be sent waits in its rows. */
  readonly secrets: SigningSecrets | null
  readonly logger: Logger
  readonly onOutcome: (outcome: string) => void
  readonly faultPoint?: FaultPoint
}

type RunningWebhooks = AsyncDisposable & {
  readonly schedules: readonly Schedule[]
  /** Deliveries were written. */
  readonly wake: () => void
}

/** Everything about webhooks that the notifier does. Disposing waits for what is in hand. */
export function startWebhooks(options: WebhooksOptions): RunningWebhooks {
  const { db, store, secrets } = options
  const delivering = secrets && startSending(options, secrets)
  const wake = () => delivering?.wake()

  return {
    schedules: [
      {
        name: 'webhook_replays',
        everyMs: REPLAY_EVERY_MS,
        run: (signal) =>
          workOffReplays({
            db,
            log: store,
            signal,
            onDeliveries: wake,
            ...(options.faultPoint && { faultPoint: options.faultPoint }),
          }),
      },
      { name: 'webhook_house', everyMs: KEEP_HOUSE_EVERY_MS, run: () => keepHouse(db) },
    ],
    wake,
    [Symbol.asyncDispose]: async () => delivering?.[Symbol.asyncDispose](),
  }
}

function startSending({ store, reach, ...options }: WebhooksOptions, secrets: SigningSecrets) {
  const aggregates = createAggregateStore({ eventStore: store, logger: options.logger })
  const kind = webhookDeliveries({ log: store, aggregates, secrets, reach, logger: options.logger })
  return startDelivering({ ...options, kind })
}
