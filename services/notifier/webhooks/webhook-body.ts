import { shownActor, shownData } from '@deskhive/shared/domain/resource/shown-event.ts'
import { parseStreamName, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'

/**
 * What a webhook gets of an event, made anew from the log for each try: the same text every time.
 * `data` is what the feed shows of it, and what the event is about stands beside it, since data need not say.
 */
export function webhookBody(event: RecordedEvent): string {
  const subject = parseStreamName(event.stream)
  return JSON.stringify({
    type: event.type,
    timestamp: event.metadata.occurred_at,
    position: event.position.toString(),
    resource: subject?.resource ?? null,
    resource_id: subject?.id ?? null,
    actor: shownActor(event.metadata),
    data: shownData(event),
  })
}
