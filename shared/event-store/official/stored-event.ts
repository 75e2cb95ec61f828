import type { AllStreamRecordedEvent, RecordedEvent as ClientEvent } from '@eventstore/db-client'
import { asData, asMetadata } from '../recorded-event.ts'
import type { StoredEvent } from '../transport.ts'

export function parseStoredEvent(event: ClientEvent | AllStreamRecordedEvent): StoredEvent {
  return {
    id: event.id,
    stream: event.streamId,
    revision: Number(event.revision),
    position: event.position?.commit ?? 0n,
    recorded_at: event.created.toISOString(),
    type: event.type,
    data: asData(event.data),
    metadata: asMetadata(event.metadata),
  }
}
