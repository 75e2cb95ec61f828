import { id } from '@deskhive/shared/domain/resource/fields.ts'
import { replyFields } from '@deskhive/shared/domain/ticket/commands.ts'
import type { Ticket } from '@deskhive/shared/domain/ticket/state.ts'
import type { Sender } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import type { Actor } from '@deskhive/shared/kernel/event.ts'
import { invalid } from '@deskhive/shared/kernel/refused.ts'
import { z } from 'zod'
import type { Caller } from '#api/caller.ts'
import { requireUnblocked } from '#api/commands/blocked-customer.ts'
import { findLiving, textOf } from '#api/commands/living.ts'
import { executeReply } from '#api/commands/reply-to-ticket.ts'
import type { Desk } from '#api/desk.ts'
import { presentTicketMessage } from '#api/present/ticket-message.ts'
import type { App } from '#api/route.ts'
import { idParams } from '#api/routes/parameters.ts'

const reply = z
  .object({ ...replyFields, customer_id: id().optional() })
  .refine(({ is_internal, customer_id }) => !is_internal || customer_id === undefined, {
    path: ['is_internal'],
    error: 'may not be true for a message of the customer',
  })

export function internalTicketMessageWrites(app: App, desk: Desk): void {
  app.post(
    '/internal/tickets/:id/messages',
    {
      config: {
        group: 'internal',
        scope: 'messages:create',
        creates: 'message',
        references: { customer_id: 'customer' },
      },
      schema: { params: idParams, body: reply },
    },
    async (request, reply) => {
      const { content, is_internal = false, customer_id } = request.body
      const author = await findAuthor(desk, request.caller, customer_id)
      const message = await executeReply(
        desk,
        { request, reply },
        { ticketId: request.params.id, content, isInternal: is_internal, ...author },
      )
      return reply.code(201).send({ data: presentTicketMessage(message, null) })
    },
  )
}

type Author = {
  readonly sender: Sender
  readonly actor?: Actor
  readonly check: (ticket: Ticket) => void
}

async function findAuthor(
  desk: Desk,
  { key }: Caller,
  customerId: number | undefined,
): Promise<Author> {
  if (customerId === undefined) {
    return { sender: { type: 'user', id: key.id, name: key.name }, check: () => {} }
  }
  await requireUnblocked(desk, customerId)
  const customer = await findLiving(desk, 'customer', customerId)
  const name = customer ? textOf(customer, 'name') : ''
  return {
    sender: { type: 'customer', id: customerId, name },
    actor: { type: 'customer', id: String(customerId), name },
    check: (ticket) => requireOwnTicket(ticket, customerId),
  }
}

function requireOwnTicket(ticket: Ticket, customerId: number): void {
  if (ticket.is_deleted || ticket.customer_id === customerId) return
  throw invalid({ customer_id: ["The customer_id field must be the ticket's customer."] })
}
