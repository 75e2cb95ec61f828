import type { FieldValues } from '@deskhive/shared/domain/resource/define-resource.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import {
  type EventMetadata,
  parseStreamName,
  type RecordedEvent,
} from '@deskhive/shared/kernel/event.ts'
import { presentRule } from '#api/present/rule.ts'

/** Parts of event data that nobody is shown, by the stream's resource. */
const hiddenOf = new Map(resources.map(({ name, hidden }) => [name, hidden]))

/**
 * What the log says of an event, but for what is hidden: the same in histories and in the feed.
 * Times with milliseconds, positions as text. What another program wrote into the log may lack any of it.
 */
export function presentEvent(event: RecordedEvent) {
  const metadata: Partial<EventMetadata> = event.metadata
  return {
    event_id: event.id,
    position: event.position.toString(),
    revision: event.revision,
    type: event.type,
    occurred_at: metadata.occurred_at ?? event.recorded_at,
    recorded_at: event.recorded_at,
    actor: actorOf(metadata),
    api_key_id: metadata.api_key_id === undefined ? null : Number(metadata.api_key_id),
    ip_address: metadata.ip ?? null,
    request_id: metadata.request_id ?? null,
    rule: presentRule(metadata),
    data: withoutHidden(event),
  }
}

function actorOf({ actor_type = 'system', actor_id, actor_name }: Partial<EventMetadata>) {
  const id = actor_type === 'system' ? null : Number(actor_id)
  return { type: actor_type, id, name: actor_name ?? 'unknown' }
}

function withoutHidden({ stream, data }: RecordedEvent): FieldValues {
  const hidden = hiddenOf.get(parseStreamName(stream)?.resource ?? '') ?? []
  if (hidden.length === 0) return data
  return Object.fromEntries(Object.entries(data).filter(([field]) => !hidden.includes(field)))
}
