import { concern, type Policy } from './policy.ts'

/** Contract §5: a ticket is assigned to an agent → that agent. */
export const ticketAssigned: Policy = (event, desk) => {
  if (event.type !== 'TicketAssigned') return []
  return [
    concern({
      agent_id: event.data.agent_id,
      type: 'ticket_assigned',
      title: `${desk.ticket.reference_id} was assigned to you`,
      message: desk.ticket.title,
      sender_name: event.metadata.actor_name,
    }),
  ]
}
