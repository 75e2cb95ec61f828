import { excerpt } from './excerpt.ts'
import { mentionedAgents } from './mentioned-agents.ts'
import { assigneeToTell, isDoneBy, maySee, type Notice, type Policy } from './policy.ts'

/**
 * An internal note → the agents that it mentions by `@name` and that may see the ticket, and the assignee.
 * Who is both hears of the mention alone.
 */
export const ticketNote: Policy = (event, desk) => {
  if (event.type !== 'TicketReplied' || !event.data.is_internal) return []
  const { sender, content } = event.data
  const { reference_id } = desk.ticket
  const message = excerpt(content)

  const mentioned = mentionedAgents(content, desk.roster).filter(
    (agentId) => maySee(desk, agentId) && !isDoneBy(event, agentId),
  )
  const others = assigneeToTell(event, desk).filter((agentId) => !mentioned.includes(agentId))
  return [
    ...mentioned.map(
      (agent_id): Notice => ({
        agent_id,
        type: 'ticket_mention',
        title: `${sender.name} mentioned you on ${reference_id}`,
        message,
        sender_name: sender.name,
      }),
    ),
    ...others.map(
      (agent_id): Notice => ({
        agent_id,
        type: 'ticket_note',
        title: `${sender.name} left a note on ${reference_id}`,
        message,
        sender_name: sender.name,
      }),
    ),
  ]
}
