import { wantsEvent } from '@deskhive/shared/domain/event-types.ts'
import { webhook } from '@deskhive/shared/domain/webhook/webhook.ts'
import { isImported, type RecordedEvent, streamName } from '@deskhive/shared/kernel/event.ts'
import { uuidV5 } from '@deskhive/shared/kernel/uuid-v5.ts'
import type { WebhookDeliveryRow } from './tables.ts'

/** Ours, drawn once: with it an event and a webhook become the same id for ever. */
const NAMESPACE = '0d9b7c9e-5a53-4f36-8a1b-6c3f4f0f5c12'

/** What a webhook hears of: no imported past, which is no news, and nothing of itself. */
export function hears(
  { id, events }: { readonly id: number; readonly events: readonly string[] },
  event: RecordedEvent,
): boolean {
  if (isImported(event) || event.stream === streamName(webhook.name, id)) return false
  return wantsEvent(events, event.type)
}

/** @param due_at ISO 8601, in UTC */
export function deliveryOf(
  event: RecordedEvent,
  webhook_id: number,
  due_at = event.metadata.occurred_at,
): WebhookDeliveryRow {
  return {
    id: uuidV5(`${event.id}/${webhook_id}`, NAMESPACE),
    webhook_id,
    event_id: event.id,
    event_type: event.type,
    position: event.position.toString(),
    stream: event.stream,
    revision: event.revision,
    due_at,
    give_at: due_at,
    created_at: event.metadata.occurred_at,
  }
}
