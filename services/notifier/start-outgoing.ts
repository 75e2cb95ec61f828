import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { noKey, sealedSecrets } from '@deskhive/shared/outbound/sealed-secrets.ts'
import type { Projection } from '@deskhive/shared/projection/projection.ts'
import { openJobQueue } from '@deskhive/shared/queue/open-job-queue.ts'
import type { Schedule } from '@deskhive/shared/queue/start-schedules.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import {
  createSigningSecrets,
  type SigningSecrets,
} from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import type { ChannelSender } from './channels/channel.ts'
import { emailChannel } from './channels/email.ts'
import { webhookChannel } from './channels/webhook.ts'
import { createDeliveryMetrics, type MeasuredKind } from './delivery-metrics.ts'
import { notificationsProjection } from './fold/notifications-projection.ts'
import { deliveries } from './fold/tables.ts'
import { startChannel } from './jobs/start-channel.ts'
import type { IsNews } from './news.ts'
import type { NotifierOptions } from './run-notifier.ts'
import { startWebhooks } from './webhooks/start-webhooks.ts'
import { webhookDeliveries } from './webhooks/tables.ts'
import { WEBHOOK_QUEUE } from './webhooks/webhook-deliveries.ts'
import { webhooksProjection } from './webhooks/webhooks-projection.ts'

/** What leaves the house: what writes it down, and what sends it. */
type Outgoing = AsyncDisposable & {
  readonly projections: readonly Projection[]
  readonly schedules: readonly Schedule[]
  /** To be called after each commit: most tell nobody outside, and each look at what is due is a query. */
  readonly onCommit: (written: ReadonlySet<string>) => void
  /** What is told of each channel. */
  readonly kinds: readonly MeasuredKind[]
}

/** Disposing waits for the deliveries in hand. */
export function startOutgoing(
  { config, logger, metrics, faultPoint: stopAt }: NotifierOptions,
  {
    database,
    store,
    isNews,
  }: { readonly database: Database; readonly store: EventStore; readonly isNews: IsNews },
): Outgoing {
  const { backend, reach } = config
  const faultPoint = stopAt && { faultPoint: stopAt }
  const openQueue = (name: string) => openJobQueue({ backend, name, logger })
  // Also of a channel that nothing is sent on: what is left in it is counted.
  const queues = { email: openQueue('email'), webhook: openQueue('webhook') }
  const queue = openQueue(WEBHOOK_QUEUE)

  const db = database.tables<NotifierTables>()
  const named = Object.entries({ ...queues, [WEBHOOK_QUEUE]: queue })
  const kinds = named.map(([name, measured]) => ({ kind: { name }, queue: measured }))
  const { onOutcome } = createDeliveryMetrics(metrics, { db, kinds })
  const shared = { db, backend, logger, ...faultPoint }
  const senders = sendersOf(config, database)
  const relays = senders.map((sender) => {
    const own = { queue: queues[sender.channel], onOutcome: onOutcome(sender.channel) }
    return startChannel({ ...shared, ...own, sender })
  })
  const secrets = webhookSecrets(config, database)
  const sending = { store, queue, reach, secrets, onOutcome: onOutcome(WEBHOOK_QUEUE) }
  const webhooks = startWebhooks({ ...shared, ...sending })

  return {
    projections: [
      notificationsProjection(
        senders.map(({ channel }) => channel),
        isNews,
      ),
      webhooksProjection(isNews),
    ],
    schedules: webhooks.schedules,
    onCommit: (written) => {
      if (written.has(deliveries.table)) for (const relay of relays) relay.wake()
      if (written.has(webhookDeliveries.table)) webhooks.wake()
    },
    kinds,
    [Symbol.asyncDispose]: async () => {
      await disposeAll([...relays, webhooks])
      await disposeAll([...Object.values(queues), queue])
    },
  }
}

/** Without a key nothing can be signed, and what is to be sent waits in its rows. */
function webhookSecrets(
  { secretsKeys }: NotifierOptions['config'],
  { pool }: Database,
): SigningSecrets | null {
  return secretsKeys && createSigningSecrets(pool, sealedSecrets(secretsKeys), 'webhook')
}

/** Without `SMTP_URL` nobody is told by email. */
function sendersOf(
  { email, reach, secretsKeys }: NotifierOptions['config'],
  { pool }: Database,
): ChannelSender[] {
  const sealing = secretsKeys === null ? noKey : sealedSecrets(secretsKeys)
  const webhook = webhookChannel({ reach, secrets: createSigningSecrets(pool, sealing, 'agent') })
  return email === null ? [webhook] : [emailChannel(email), webhook]
}

/** At once: what each has in hand may take as long as a try. */
async function disposeAll(parts: readonly AsyncDisposable[]): Promise<void> {
  await Promise.all(parts.map((part) => part[Symbol.asyncDispose]()))
}
