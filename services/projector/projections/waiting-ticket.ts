import { waitingSince } from '@deskhive/shared/domain/ticket/auto-close.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import type { Ticket } from '@deskhive/shared/domain/ticket/state.ts'
import type { Rows, Table } from '@deskhive/shared/projection/projection.ts'
import type { WaitingTicketRow } from '@deskhive/shared/read-model/tables.ts'

export const waitingTickets: Table<WaitingTicketRow> = {
  table: 'waiting_tickets',
  key: ['id'],
  columns: ['id', 'since', 'warned_of'],
}

/**
 * A row while the ticket waits for its customer: few of all tickets, and none that was just created. A warning lasts
 * as long as the wait that it belongs to.
 */
export function keepWaiting(
  event: TicketEvent,
  { before, after }: { readonly before: Ticket | null; readonly after: Ticket },
  rows: Rows,
): void {
  const { id } = after
  const since = waitingSince(after)
  if (isAboutMessage(event)) return // it waits on as it did
  if (since !== null) {
    const warned_of = event.type === 'TicketAutoCloseWarned' ? event.data.due_at : null
    rows.put(waitingTickets, { id, since, warned_of })
  } else if (before !== null && waitingSince(before) !== null) {
    rows.delete(waitingTickets, { id })
  }
}

function isAboutMessage({ type }: TicketEvent): boolean {
  return type === 'TicketMessageLiked' || type === 'TicketMessageUnliked'
}
