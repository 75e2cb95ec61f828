import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import type { Ticket } from '@deskhive/shared/domain/ticket/state.ts'
import {
  changingFields,
  endedBy,
  type TicketVersion,
  versionFrom,
} from '@deskhive/shared/domain/ticket/version.ts'
import { idOfStream, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { RowReference, Rows, Table } from '@deskhive/shared/projection/projection.ts'

/** Every event of a ticket begins a version, so that the one before is found by its revision alone. */
export const ticketVersions: Table<TicketVersion> = {
  table: 'ticket_versions',
  key: ['ticket_id', 'revision'],
  columns: [
    'ticket_id',
    'revision',
    'from_position',
    'to_position',
    'from_time',
    'to_time',
    'created_at',
    'customer_id',
    ...changingFields,
  ],
}

/** A ticket that was just created has none, and asks for none. */
export function touchedVersions(event: RecordedEvent): readonly RowReference[] {
  if (event.revision === 0) return []
  return [{ table: ticketVersions, key: keyBefore(event), comes: 'with the event before' }]
}

export function addVersion(
  event: RecordedEvent<TicketEvent>,
  { after, rows }: { readonly after: Ticket; readonly rows: Rows },
): void {
  const before = event.revision === 0 ? null : rows.get(ticketVersions, keyBefore(event))
  const version = versionFrom(event, after, before)
  if (before !== null) rows.putLast(ticketVersions, endedBy(before, version))
  rows.putNew(ticketVersions, version)
}

function keyBefore({ stream, revision }: RecordedEvent) {
  return { ticket_id: idOfStream(stream), revision: revision - 1 }
}
