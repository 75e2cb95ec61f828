import { isDoneBy, type Policy } from './policy.ts'

/** Contract §5: a new ticket, unassigned → the active agents of its department. One that is given away at once is not. */
export const ticketCreated: Policy = (event, desk) => {
  const { assigned_to, department_id, reference_id, title } = desk.ticket
  if (event.type !== 'TicketCreated' || assigned_to !== null || department_id === null) return []
  if (event.metadata.triggers === 'auto_assign') return []

  return Object.entries(desk.roster)
    .filter(([, agent]) => agent.departments.includes(department_id))
    .map(([agentId]) => Number(agentId))
    .filter((agentId) => !isDoneBy(event, agentId))
    .map((agent_id) => ({
      agent_id,
      type: 'ticket_created' as const,
      title: `New ticket ${reference_id}`,
      message: title,
      sender_name: desk.customerName,
    }))
}
