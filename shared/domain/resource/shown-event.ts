import { type EventMetadata, parseStreamName, type RecordedEvent } from '../../kernel/event.ts'
import { resources } from '../resources.ts'
import type { FieldValues } from './define-resource.ts'

/** Parts of event data that nobody is shown, by the stream's resource. */
const hiddenOf = new Map(resources.map(({ name, hidden }) => [name, hidden]))

/** What an event says, wherever it is shown. */
export function shownData({ stream, data }: RecordedEvent): FieldValues {
  const hidden = hiddenOf.get(parseStreamName(stream)?.resource ?? '') ?? []
  if (hidden.length === 0) return data
  return Object.fromEntries(Object.entries(data).filter(([field]) => !hidden.includes(field)))
}

/** Who caused an event. What another program wrote into the log may lack any of it. */
export function shownActor({
  actor_type = 'system',
  actor_id,
  actor_name,
}: Partial<EventMetadata>) {
  const id = actor_type === 'system' ? null : Number(actor_id)
  return { type: actor_type, id, name: actor_name ?? 'unknown' }
}
