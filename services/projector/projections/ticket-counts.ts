import type { Ticket } from '@deskhive/shared/domain/ticket/state.ts'
import type { Key, Rows, Table } from '@deskhive/shared/projection/projection.ts'
import type { TicketCountRow } from '@deskhive/shared/read-model/tables.ts'

export const ticketCounts: Table<TicketCountRow> = {
  table: 'ticket_counts',
  key: ['department_id', 'assigned_to', 'status', 'priority'],
  columns: ['department_id', 'assigned_to', 'status', 'priority', 'n'],
}

/** Moves one ticket from the combination it had to the one it has now. */
export function countTicket(
  ticket: { readonly before: Ticket | null; readonly after: Ticket },
  rows: Rows,
): void {
  const { before, after } = ticket
  if (before !== null && isCountedAlike(before, after)) return
  if (before !== null && !before.is_deleted)
    rows.add(ticketCounts, combinationOf(before), { n: -1 })
  if (!after.is_deleted) rows.add(ticketCounts, combinationOf(after), { n: 1 })
}

function isCountedAlike(before: Ticket, after: Ticket): boolean {
  return (
    before.status === after.status &&
    before.assigned_to === after.assigned_to &&
    before.priority === after.priority &&
    before.department_id === after.department_id &&
    before.is_deleted === after.is_deleted
  )
}

function combinationOf({ department_id, assigned_to, status, priority }: Ticket): Key {
  return { department_id: department_id ?? 0, assigned_to: assigned_to ?? 0, status, priority }
}
