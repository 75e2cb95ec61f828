import { isOnRoster, type Policy } from './policy.ts'

/** A notification shows how a reply begins; the ticket shows all of it. */
const EXCERPT_CHARACTERS = 200

/** Contract §5: a customer replies → the assignee. */
export const ticketReply: Policy = (event, desk) => {
  if (event.type !== 'TicketReplied') return []
  const { sender, is_internal, content } = event.data
  const { assigned_to } = desk.ticket
  if (sender.type !== 'customer' || is_internal) return []
  if (assigned_to === null || !isOnRoster(desk, assigned_to)) return []

  return [
    {
      agent_id: assigned_to,
      type: 'ticket_reply',
      title: `${sender.name} replied on ${desk.ticket.reference_id}`,
      message: excerpt(content),
      sender_name: sender.name,
    },
  ]
}

/** Counts code points, so that no character is cut in two. */
function excerpt(content: string): string {
  const line = Array.from(content.trim().replace(/\s+/g, ' '))
  if (line.length <= EXCERPT_CHARACTERS) return line.join('')
  return `${line.slice(0, EXCERPT_CHARACTERS - 1).join('')}…`
}
