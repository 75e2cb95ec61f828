import { concern, type Policy } from './policy.ts'

/** A ticket is taken from an agent, for another or for nobody → the agent that loses it: the last it hears of it. */
export const ticketUnassigned: Policy = (event, desk) => {
  if (event.type !== 'TicketUnassigned' && event.type !== 'TicketAssigned') return []
  const { previousAssignee, ticket } = desk
  if (previousAssignee === null || previousAssignee === ticket.assigned_to) return []

  return [
    concern({
      agent_id: previousAssignee,
      type: 'ticket_unassigned',
      title: `${ticket.reference_id} is no longer assigned to you`,
      message: ticket.title,
      sender_name: event.metadata.actor_name,
    }),
  ]
}
