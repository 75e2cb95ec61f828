import { assigneeOf, concern, type DeskAtEvent, type Policy } from './policy.ts'

/** The desk is about to close a ticket → its assignee; of one that nobody has, the active agents of its department. */
export const ticketClosingSoon: Policy = (event, desk) => {
  if (event.type !== 'TicketAutoCloseWarned') return []
  const { reference_id, title } = desk.ticket
  const dueAt = `${event.data.due_at.slice(0, 16).replace('T', ' ')} UTC`
  return whoCouldAct(desk).map((agent_id) =>
    concern({
      agent_id,
      type: 'ticket_closing_soon',
      title: `${reference_id} will be closed at ${dueAt} unless its customer answers`,
      message: title,
      sender_name: event.metadata.actor_name,
    }),
  )
}

function whoCouldAct(desk: DeskAtEvent): readonly number[] {
  const assignee = assigneeOf(desk)
  const { department_id } = desk.ticket
  if (assignee.length > 0 || department_id === null) return assignee
  return Object.entries(desk.roster)
    .filter(([, agent]) => agent.departments.includes(department_id))
    .map(([agentId]) => Number(agentId))
}
