import type { TicketEvent } from '../../domain/ticket/events.ts'
import { wordsOfRule } from '../../domain/ticket/rules.ts'
import { assigneeOf, concern, type DeskAtEvent, type Policy } from './policy.ts'

/** Contract §5: status, priority or department changes → the assignee, unless it did so itself. */
export const ticketStatus: Policy = (event, desk) => {
  const change = describeChange(event, desk)
  if (change === null) return []
  const why = wordsOfRule(event.metadata.rule)
  return assigneeOf(desk).map((agent_id) =>
    concern({
      agent_id,
      type: 'ticket_status',
      title: [desk.ticket.reference_id, change, why].filter(Boolean).join(' '),
      message: desk.ticket.title,
      sender_name: event.metadata.actor_name,
    }),
  )
}

function describeChange(event: TicketEvent, desk: DeskAtEvent): string | null {
  switch (event.type) {
    case 'TicketStatusChanged':
      return `is now ${event.data.status.replace('_', ' ')}`
    case 'TicketClosed':
      return 'was closed'
    case 'TicketReopened':
      return 'was reopened'
    case 'TicketPrioritised':
      return `now has ${event.data.priority} priority`
    case 'TicketMovedToDepartment':
      return event.data.department_id === null
        ? 'was taken out of its department'
        : `was moved to ${desk.departmentName}`
    default:
      return null
  }
}
