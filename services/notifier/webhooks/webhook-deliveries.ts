import type { AggregateStore } from '@deskhive/shared/event-store/aggregate-store.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { PostFailed, post } from '@deskhive/shared/outbound/post.ts'
import type { SealedSecrets } from '@deskhive/shared/outbound/sealed-secrets.ts'
import type { Reach } from '@deskhive/shared/outbound/target.ts'
import { webhookHeaders } from '@deskhive/shared/outbound/webhook-signature.ts'
import { webhookSecretOwner } from '@deskhive/shared/read-model/write-side/webhook-secrets.ts'
import { sql } from 'kysely'
import { DeliveryFailed } from '#notifier/channels/channel.ts'
import type { DeliveryKind, DeliveryRows, Sent } from '#notifier/jobs/delivery-kind.ts'
import { MANY_RECEIVERS_CONCURRENCY, SEND_LIMIT_MS } from '#notifier/jobs/limits.ts'
import { type ClaimedWebhookDelivery, claimWebhookDelivery } from './claim-webhook-delivery.ts'
import { webhookRetries } from './retries.ts'
import { switchOff } from './switch-off.ts'
import { webhookBody } from './webhook-body.ts'

export type WebhookSending = {
  readonly log: Pick<EventStore, 'readStream'>
  readonly aggregates: AggregateStore
  readonly sealed: SealedSecrets
  readonly reach: Reach
}

/** Of a try; the rest is for reading the event and for writing down how it ended. */
const ANSWER_LIMIT_MS = SEND_LIMIT_MS - 500

/** `410 Gone`: the receiver asks never to be called again. */
const GONE = 410

const webhookRows: DeliveryRows = {
  table: 'notifier.webhook_deliveries',
  ofKind: sql`true`,
  receiver: 'webhook_id',
}

export const WEBHOOK_QUEUE = 'account_webhook'

/** Events to the webhooks of the desk, signed as Standard Webhooks has it. */
export function webhookDeliveries(sending: WebhookSending): DeliveryKind<ClaimedWebhookDelivery> {
  return {
    name: WEBHOOK_QUEUE,
    rows: webhookRows,
    concurrency: MANY_RECEIVERS_CONCURRENCY,
    retries: webhookRetries,
    claim: claimWebhookDelivery,
    send: (delivery) => send(sending, delivery),
  }
}

async function send(sending: WebhookSending, delivery: ClaimedWebhookDelivery): Promise<Sent> {
  const { url, event_id } = delivery
  const body = await bodyOf(sending, delivery)
  const headers = {
    ...webhookHeaders({
      id: event_id,
      sentAt: new Date(),
      body,
      secrets: secretsOf(sending, delivery),
    }),
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'DeskHive webhooks',
  }
  const status = await answerTo({ url, headers, body, limitMs: ANSWER_LIMIT_MS }, sending.reach)
  if (status >= 200 && status < 300) return { status }
  if (status === GONE) await switchOff(sending.aggregates, delivery)
  throw new DeliveryFailed(`HTTP ${status}`, status === GONE, status)
}

async function bodyOf({ log }: WebhookSending, delivery: ClaimedWebhookDelivery): Promise<string> {
  const { stream, revision, event_id } = delivery
  const [event] = await log.readStream(stream, { fromRevision: revision, maxCount: 1 })
  if (event?.id !== event_id) throw new DeliveryFailed('event-gone', true)
  return webhookBody(event)
}

function secretsOf({ sealed }: WebhookSending, delivery: ClaimedWebhookDelivery): string[] {
  const owner = webhookSecretOwner(delivery.webhook_id)
  const secrets = delivery.sealed.map((text) => sealed.open(text, owner))
  if (secrets.length === 0) throw new DeliveryFailed('no-secret', false)
  return secrets
}

async function answerTo(request: Parameters<typeof post>[0], reach: Reach): Promise<number> {
  try {
    const { status } = await post(request, reach)
    return status
  } catch (error) {
    if (error instanceof PostFailed) throw new DeliveryFailed(error.code, false)
    throw error
  }
}
