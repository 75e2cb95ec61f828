import { waitingSince } from '@deskhive/shared/domain/ticket/auto-close.ts'
import type { Ticket } from '@deskhive/shared/domain/ticket/state.ts'
import type { Rows, Table } from '@deskhive/shared/projection/projection.ts'
import type { WaitingTicketRow } from '@deskhive/shared/read-model/tables.ts'

export const waitingTickets: Table<WaitingTicketRow> = {
  table: 'waiting_tickets',
  key: ['id'],
  columns: ['id', 'since'],
}

/** A row while the ticket waits for its customer: few of all tickets, and none that was just created. */
export function keepWaiting(
  { before, after }: { readonly before: Ticket | null; readonly after: Ticket },
  rows: Rows,
): void {
  const { id } = after
  const since = waitingSince(after)
  if (since !== null) rows.put(waitingTickets, { id, since })
  else if (before !== null && waitingSince(before) !== null) rows.delete(waitingTickets, { id })
}
