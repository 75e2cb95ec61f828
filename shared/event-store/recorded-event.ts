import type { AllStreamRecordedEvent, RecordedEvent as ClientEvent } from '@eventstore/db-client'
import type { EventMetadata, RecordedEvent } from '../kernel/event.ts'
import type { EventData, Upcasters } from '../kernel/upcasters.ts'
import { upcast } from './upcast.ts'

/** Of the log itself or of its server, never of ours. */
export function isSystemEvent(event: {
  readonly type: string
  readonly streamId: string
}): boolean {
  return event.type.startsWith('$') || event.streamId.startsWith('$')
}

/** Events that others wrote into the same log may carry anything; consumers know ours by their type. */
export function parseRecordedEvent(
  event: ClientEvent | AllStreamRecordedEvent,
  upcasters: Upcasters,
): RecordedEvent {
  return upcast(upcasters, {
    id: event.id,
    stream: event.streamId,
    revision: Number(event.revision),
    position: event.position?.commit ?? 0n,
    recorded_at: event.created.toISOString(),
    type: event.type,
    data: (isRecord(event.data) ? event.data : {}) as EventData,
    metadata: (isRecord(event.metadata) ? event.metadata : {}) as EventMetadata,
  })
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
}
