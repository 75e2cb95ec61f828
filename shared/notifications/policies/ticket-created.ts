import { assigneeOf, concern, type Policy } from './policy.ts'

/** Contract §5: a new ticket, unassigned → the active agents of its department. One that is given away at once is not. */
export const ticketCreated: Policy = (event, desk) => {
  const { department_id, reference_id, title } = desk.ticket
  if (event.type !== 'TicketCreated' || department_id === null) return []
  if (assigneeOf(desk).length > 0) return []

  const silence = event.metadata.triggers === 'auto_assign' ? 'given_away_at_once' : null
  return Object.entries(desk.roster)
    .filter(([, agent]) => agent.departments.includes(department_id))
    .map(([agentId]) =>
      concern(
        {
          agent_id: Number(agentId),
          type: 'ticket_created',
          title: `New ticket ${reference_id}`,
          message: title,
          sender_name: desk.customerName,
        },
        silence,
      ),
    )
}
