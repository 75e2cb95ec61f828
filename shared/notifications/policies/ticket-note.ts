import { excerpt } from './excerpt.ts'
import { mentionedAgents } from './mentioned-agents.ts'
import { assigneeOf, concern, maySee, type Policy } from './policy.ts'

/**
 * An internal note → the agents that it mentions by `@name` and that may see the ticket, and the assignee.
 * Who is both hears of the mention alone.
 */
export const ticketNote: Policy = (event, desk) => {
  if (event.type !== 'TicketReplied' || !event.data.is_internal) return []
  const { sender, content } = event.data
  const { reference_id } = desk.ticket
  const said = { message: excerpt(content), sender_name: sender.name }

  const mentioned = mentionedAgents(content, desk.roster)
  const others = assigneeOf(desk).filter((agentId) => !mentioned.includes(agentId))
  return [
    ...mentioned.map((agent_id) =>
      concern(
        {
          ...said,
          agent_id,
          type: 'ticket_mention',
          title: `${sender.name} mentioned you on ${reference_id}`,
        },
        maySee(desk, agent_id) ? null : 'may_not_see',
      ),
    ),
    ...others.map((agent_id) =>
      concern({
        ...said,
        agent_id,
        type: 'ticket_note',
        title: `${sender.name} left a note on ${reference_id}`,
      }),
    ),
  ]
}
