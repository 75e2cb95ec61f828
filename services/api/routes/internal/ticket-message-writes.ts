import { id } from '@deskhive/shared/domain/resource/fields.ts'
import { replyFields } from '@deskhive/shared/domain/ticket/commands.ts'
import { type Ticket, ticketAggregate } from '@deskhive/shared/domain/ticket/state.ts'
import type { Sender } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import type { Actor } from '@deskhive/shared/kernel/event.ts'
import { type FieldErrors, refuseWrong } from '@deskhive/shared/kernel/refused.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findBlock } from '#api/commands/blocked-customer.ts'
import { findLiving, textOf } from '#api/commands/living.ts'
import { executeReply } from '#api/commands/reply-to-ticket.ts'
import { ownValue } from '#api/commands/sent-fields.ts'
import type { Desk } from '#api/desk.ts'
import { presentTicketMessage } from '#api/present/ticket-message.ts'
import type { App } from '#api/route.ts'
import { idOf, idParams } from '#api/routes/parameters.ts'

const reply = z
  .object({ ...replyFields, customer_id: id().optional() })
  .refine(({ is_internal, customer_id }) => is_internal !== true || customer_id === undefined, {
    path: ['is_internal'],
    error: 'may not be true for a message of the customer',
    when: ({ value }) => typeof value === 'object' && value !== null, // also where a field is wrong
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
        alsoWrong: (request) => findCustomerErrors(desk, request),
      },
      schema: { params: idParams, body: reply },
    },
    async (request, reply) => {
      const { content, is_internal = false, customer_id } = request.body
      const author = await findAuthor(desk, request, customer_id)
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
  { caller: { key }, command }: FastifyRequest,
  customerId: number | undefined,
): Promise<Author> {
  if (customerId === undefined) {
    return { sender: { type: 'user', id: key.id, name: key.name }, check: () => {} }
  }
  if (!command.isRecorded) refuseWrong(await findBlock(desk, customerId))
  const customer = await findLiving(desk, 'customer', customerId)
  const name = customer ? textOf(customer, 'name') : ''
  return {
    sender: { type: 'customer', id: customerId, name },
    actor: { type: 'customer', id: String(customerId), name },
    check: (ticket) => refuseWrong(strangerError(ticket, customerId)),
  }
}

/** What the customer may not, beside what else is wrong with the body. */
async function findCustomerErrors(desk: Desk, request: FastifyRequest): Promise<FieldErrors> {
  const customer = id().safeParse(ownValue(request.sentBody, 'customer_id')).data
  if (customer === undefined) return {}
  const ticket = await desk.aggregates.load(ticketAggregate, idOf(request))
  return {
    ...(ticket === null ? {} : strangerError(ticket.state, customer)),
    ...(await findBlock(desk, customer)),
  }
}

function strangerError(ticket: Ticket, customerId: number): FieldErrors {
  if (ticket.is_deleted || ticket.customer_id === customerId) return {}
  return { customer_id: ["The customer_id field must be the ticket's customer."] }
}
