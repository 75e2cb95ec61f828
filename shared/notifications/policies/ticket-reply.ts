import { excerpt } from './excerpt.ts'
import { assigneeOf, concern, type Policy } from './policy.ts'

/**
 * Contract §5: a customer replies → the assignee. What staff or a colleague writes to the customer is told
 * to it as well, by a type of its own, so that it can be switched off by itself.
 */
export const ticketReply: Policy = (event, desk) => {
  if (event.type !== 'TicketReplied' || event.data.is_internal) return []
  const { sender, content } = event.data
  return assigneeOf(desk).map((agent_id) =>
    concern({
      agent_id,
      type: sender.type === 'customer' ? 'ticket_reply' : 'ticket_staff_reply',
      title: `${sender.name} replied on ${desk.ticket.reference_id}`,
      message: excerpt(content),
      sender_name: sender.name,
    }),
  )
}
