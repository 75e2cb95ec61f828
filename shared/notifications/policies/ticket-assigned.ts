import { isDoneBy, isOnRoster, type Policy } from './policy.ts'

/** Contract §5: a ticket is assigned to an agent → that agent, not the one who did it. */
export const ticketAssigned: Policy = (event, desk) => {
  if (event.type !== 'TicketAssigned') return []
  const { agent_id } = event.data
  if (!isOnRoster(desk, agent_id) || isDoneBy(event, agent_id)) return []

  return [
    {
      agent_id,
      type: 'ticket_assigned',
      title: `${desk.ticket.reference_id} was assigned to you`,
      message: desk.ticket.title,
      sender_name: event.metadata.actor_name,
    },
  ]
}
