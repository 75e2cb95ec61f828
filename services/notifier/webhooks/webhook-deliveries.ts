import type { AggregateStore } from '@deskhive/shared/event-store/aggregate-store.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { Reach } from '@deskhive/shared/outbound/target.ts'
import type { SigningSecrets } from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import { sql } from 'kysely'
import { DeliveryFailed } from '#notifier/channels/channel.ts'
import { GONE, judgeAnswer, postSigned, secretsFor } from '#notifier/channels/post-signed.ts'
import type { DeliveryKind, DeliveryRows, Sent } from '#notifier/jobs/delivery-kind.ts'
import {
  MANY_RECEIVERS_CONCURRENCY,
  POST_LIMIT_MS,
  POSTS_PER_SECOND,
  webhookRetries,
} from '#notifier/jobs/limits.ts'
import { type ClaimedWebhookDelivery, claimWebhookDeliveries } from './claim-webhook-delivery.ts'
import { switchOff } from './switch-off.ts'
import { webhookBody } from './webhook-body.ts'

type WebhookSending = {
  readonly log: Pick<EventStore, 'readStream'>
  readonly aggregates: AggregateStore
  readonly secrets: Pick<SigningSecrets, 'inForce'>
  readonly reach: Reach
  readonly logger: Logger
}

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
    perSecond: POSTS_PER_SECOND,
    tryLimitMs: POST_LIMIT_MS,
    retries: webhookRetries,
    claim: claimWebhookDeliveries,
    send: (delivery) => send(sending, delivery),
  }
}

async function send(sending: WebhookSending, delivery: ClaimedWebhookDelivery): Promise<Sent> {
  const { url, event_id: id } = delivery
  const body = await bodyOf(sending, delivery)
  const signed = { url, id, body, secrets: await secretsOf(sending, delivery) }
  const status = await postSigned(signed, sending.reach)
  if (status === GONE) await switchOff(sending, delivery)
  return judgeAnswer(status)
}

/** A node that follows may not have the event yet; where another one lies there, it will never come. */
async function bodyOf({ log }: WebhookSending, delivery: ClaimedWebhookDelivery): Promise<string> {
  const { stream, revision, event_id } = delivery
  const [event] = await log.readStream(stream, { fromRevision: revision, maxCount: 1 })
  if (event?.id !== event_id) throw new DeliveryFailed('event-gone', event !== undefined)
  return webhookBody(event)
}

async function secretsOf(
  { secrets }: WebhookSending,
  { webhook_id }: ClaimedWebhookDelivery,
): Promise<string[]> {
  const inForce = await secretsFor(webhook_id, secrets)
  if (inForce.length === 0) throw new DeliveryFailed('no-secret', false)
  return inForce
}
