import { replyToTicket } from '@deskhive/shared/domain/ticket/decide.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import { type Ticket, ticketAggregate } from '@deskhive/shared/domain/ticket/state.ts'
import type { Sender } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import type { Actor } from '@deskhive/shared/kernel/event.ts'
import { type Exchange, execute } from '#api/commands/execute.ts'
import { takeId } from '#api/commands/take-id.ts'
import type { Desk } from '#api/desk.ts'
import type { TicketMessage } from '#api/present/ticket-message.ts'

type TicketReply = {
  readonly ticketId: number
  readonly content: string
  readonly isInternal: boolean
  readonly sender: Sender
  readonly actor?: Actor
  /** Throws where this sender may not write on this ticket. */
  readonly check: (ticket: Ticket) => void
}

/** @returns the message as it is read from now on */
export async function executeReply(
  desk: Desk,
  exchange: Exchange,
  reply: TicketReply,
): Promise<TicketMessage> {
  const { ticketId, content, isInternal, sender, actor, check } = reply
  const message_id = await takeId(desk, exchange.request)
  const { events } = await execute(desk, exchange, {
    type: 'ReplyToTicket',
    aggregate: ticketAggregate,
    id: ticketId,
    ...(actor ? { actor } : {}),
    decide: (ticket) => {
      check(ticket)
      return replyToTicket(ticket, { message_id, content, is_internal: isInternal, sender })
    },
  })
  const replied = events.find(isReply)
  if (!replied) throw new Error('A reply recorded no reply')
  return {
    id: replied.data.message_id,
    ticket_id: ticketId,
    content: replied.data.content,
    is_internal: replied.data.is_internal,
    sender: replied.data.sender,
    liked_by: [],
    created_at: replied.metadata.occurred_at,
  }
}

function isReply<E extends TicketEvent>(event: E): event is Extract<E, { type: 'TicketReplied' }> {
  return event.type === 'TicketReplied'
}
