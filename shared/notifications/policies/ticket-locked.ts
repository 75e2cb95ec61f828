import { assigneeOf, concern, type Policy } from './policy.ts'

/** A ticket is locked or unlocked → the assignee, who may not reply on it, or may again. */
export const ticketLocked: Policy = (event, desk) => {
  if (event.type !== 'TicketLocked' && event.type !== 'TicketUnlocked') return []
  return assigneeOf(desk).map((agent_id) =>
    concern({
      agent_id,
      type: 'ticket_locked',
      title: `${desk.ticket.reference_id} was ${event.type === 'TicketLocked' ? 'locked' : 'unlocked'}`,
      message: desk.ticket.title,
      sender_name: event.metadata.actor_name,
    }),
  )
}
