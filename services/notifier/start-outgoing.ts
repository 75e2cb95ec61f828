import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { sealedSecrets } from '@deskhive/shared/outbound/sealed-secrets.ts'
import type { Projection } from '@deskhive/shared/projection/projection.ts'
import type { JobQueue } from '@deskhive/shared/queue/job-queue.ts'
import { openJobQueue } from '@deskhive/shared/queue/open-job-queue.ts'
import type { Schedule } from '@deskhive/shared/queue/start-schedules.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import { emailChannel } from './channels/email.ts'
import { createDeliveryMetrics } from './delivery-metrics.ts'
import { notificationsProjection } from './fold/notifications-projection.ts'
import { startChannel } from './jobs/start-channel.ts'
import type { NotifierOptions } from './run-notifier.ts'
import { startWebhooks } from './webhooks/start-webhooks.ts'
import { WEBHOOK_QUEUE } from './webhooks/webhook-deliveries.ts'

/** What leaves the house: what writes it down, and what sends it. */
export type Outgoing = AsyncDisposable & {
  readonly projections: readonly Projection[]
  readonly schedules: readonly Schedule[]
  /** To be called after each commit of the projections. */
  readonly onCommit: () => void
  /** `null` where nothing can be sent, so that nothing depends on it. */
  readonly queue: JobQueue | null
}

/** Disposing waits for the deliveries in hand. */
export function startOutgoing(
  { config, logger, metrics, faultPoint: stopAt }: NotifierOptions,
  { database, store }: { readonly database: Database; readonly store: EventStore },
): Outgoing {
  const stack = new AsyncDisposableStack()
  const { backend, reach } = config
  const faultPoint = stopAt && { faultPoint: stopAt }
  const emails = stack.use(openJobQueue({ backend, name: 'email', logger }))
  const queue = stack.use(openJobQueue({ backend, name: WEBHOOK_QUEUE, logger }))

  const db = database.tables<NotifierTables>()
  const { onOutcome } = createDeliveryMetrics(metrics, {
    db,
    kinds: [
      { kind: { name: 'email' }, queue: emails },
      { kind: { name: WEBHOOK_QUEUE }, queue },
    ],
  })
  const shared = { db, backend, logger, ...faultPoint }
  const sender = config.email && emailChannel(config.email)
  const email =
    sender &&
    stack.use(
      startChannel({ ...shared, queue: emails, sender, onOutcome: onOutcome(sender.channel) }),
    )
  const sealed = config.secretsKeys && sealedSecrets(config.secretsKeys)
  const sending = { store, queue, reach, sealed, onOutcome: onOutcome(WEBHOOK_QUEUE) }
  const webhooks = stack.use(startWebhooks({ ...shared, ...sending }))

  return {
    projections: [
      notificationsProjection(sender === null ? [] : [sender.channel]),
      webhooks.projection,
    ],
    schedules: webhooks.schedules,
    onCommit: () => {
      email?.wake()
      webhooks.onCommit()
    },
    queue: sealed || email ? queue : null,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
