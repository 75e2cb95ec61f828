import { shownActor, shownData } from '@deskhive/shared/domain/resource/shown-event.ts'
import type { EventMetadata, RecordedEvent } from '@deskhive/shared/kernel/event.ts'

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
    actor: shownActor(metadata),
    api_key_id: metadata.api_key_id === undefined ? null : Number(metadata.api_key_id),
    ip_address: metadata.ip ?? null,
    request_id: metadata.request_id ?? null,
    rule: presentRule(metadata),
    data: shownData(event),
  }
}

/** Which rule decided an event, and the event that it answers; `null` where whoever asked decided it. */
function presentRule({ rule, $causationId }: Partial<EventMetadata>) {
  return rule === undefined ? null : { name: rule, caused_by: $causationId ?? null }
}
