import { hash } from 'node:crypto'
import type { DomainEvent, EventMetadata } from '../kernel/event.ts'
import { canonicalJson } from './canonical-json.ts'
import { storedForm } from './upcast.ts'

export type HashedEvent = DomainEvent & {
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly metadata: EventMetadata
}

/**
 * SHA-256 (hex) over the RFC 8785 form of `{ id, stream, revision, type, data, metadata }` exactly as
 * stored: before upcasting, and with the event's own `prev_hash` in its metadata. The next event of the
 * stream carries it as `prev_hash`.
 */
export function hashEvent(event: HashedEvent): string {
  const { data, id, metadata, revision, stream, type } = storedForm(event)
  // Named in order, so that nothing has to be sorted at this level.
  return hash('sha256', canonicalJson({ data, id, metadata, revision, stream, type }), 'hex')
}
