import { eventTypes } from '@deskhive/shared/domain/event-types.ts'
import { webhook } from '@deskhive/shared/domain/webhook/webhook.ts'
import { parseStreamName, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { Projection, RowReference, Rows } from '@deskhive/shared/projection/projection.ts'
import type { IsNews } from '../news.ts'
import { deliveryOf, hears } from './delivery-of.ts'
import {
  type WebhookRosterRow,
  type WebhookRow,
  webhookDeliveries,
  webhookRoster,
  webhooks,
  webhookTables,
} from './tables.ts'

/**
 * Events → the webhooks in force, and a delivery for each of them that wants the event: those that were in force when
 * it happened, and only of what is news. Without a webhook an event costs a look at a row that is in memory, and
 * nothing is written.
 */
export function webhooksProjection(isNews: IsNews): Projection {
  return {
    name: 'webhooks',
    tables: webhookTables,
    types: new Set(eventTypes),
    streamRow,
    touches: () => [theRoster],
    apply: (event, rows) => {
      if (isNews(event)) deliver(event, rows)
      const id = webhookIn(event.stream)
      if (id !== null) changeWebhook(event, id, rows)
    },
  }
}

const theRoster = { table: webhookRoster, key: { id: 1 } }

function streamRow({ stream }: RecordedEvent): RowReference | null {
  const id = webhookIn(stream)
  return id === null ? null : { table: webhooks, key: { id } }
}

function deliver(event: RecordedEvent, rows: Rows): void {
  const wanted = rows.get(webhookRoster, theRoster.key)?.webhooks ?? nothing
  for (const [text, events] of Object.entries(wanted)) {
    const id = Number(text)
    if (hears({ id, events }, event)) rows.insert(webhookDeliveries, deliveryOf(event, id))
  }
}

const nothing: WebhookRosterRow['webhooks'] = {}

function changeWebhook(event: RecordedEvent, id: number, rows: Rows): void {
  const before = rows.get(webhooks, { id }) ?? unknownWebhook
  const after: WebhookRow = {
    ...before,
    ...parseFields(event),
    id,
    revision: event.revision,
    is_deleted: event.type === webhook.events.deleted || before.is_deleted,
  }
  rows.put(webhooks, after)

  const { [id]: _, ...others } = rows.get(webhookRoster, theRoster.key)?.webhooks ?? {}
  const isInForce = after.status === 'active' && !after.is_deleted
  const all = isInForce ? { ...others, [id]: after.events } : others
  rows.put(webhookRoster, { id: 1, webhooks: all })
}

const unknownWebhook = { url: '', events: [], status: 'inactive', is_deleted: false }

/** A changed event carries only what changed. */
function parseFields({ data }: RecordedEvent): Partial<WebhookRow> {
  const kept = Object.entries(data).filter(([field]) => field in unknownWebhook)
  return Object.fromEntries(kept) as Partial<WebhookRow>
}

function webhookIn(stream: string): number | null {
  const subject = parseStreamName(stream)
  return subject?.resource === webhook.name ? subject.id : null
}
