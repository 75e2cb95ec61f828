import { changeTicketFields } from '@deskhive/shared/domain/ticket/commands.ts'
import { changeTicket, closeTicket } from '@deskhive/shared/domain/ticket/decide.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import { type TicketState, ticketAggregate } from '@deskhive/shared/domain/ticket/state.ts'
import { z } from 'zod'
import { agentOf } from '#api/caller.ts'
import { closerOf } from '#api/commands/actor.ts'
import { type Exchange, execute } from '#api/commands/execute.ts'
import { visibilityFor } from '#api/commands/visible-ticket.ts'
import type { Desk } from '#api/desk.ts'
import type { App } from '#api/route.ts'
import { idParams } from '#api/routes/parameters.ts'
import { presentWritten } from '#api/routes/present-written.ts'

const { status, priority, labels } = changeTicketFields

export function externalTicketWrites(app: App, desk: Desk): void {
  app.put(
    '/external/tickets/:id',
    {
      config: { group: 'external', references: { labels: 'label' } },
      schema: { params: idParams, body: z.object({ status, priority, labels }) },
    },
    async (request, reply) => {
      const data = await change(desk, {
        exchange: { request, reply },
        type: 'ChangeTicket',
        id: request.params.id,
        decide: (ticket) =>
          changeTicket(ticket, { patch: request.body, closer: closerOf(request.caller) }),
      })
      return reply.send({ data })
    },
  )

  app.post(
    '/external/tickets/:id/close',
    { config: { group: 'external' }, schema: { params: idParams } },
    async (request, reply) => {
      const data = await change(desk, {
        exchange: { request, reply },
        type: 'CloseTicket',
        id: request.params.id,
        decide: (ticket) => closeTicket(ticket, closerOf(request.caller)),
      })
      return reply.send({ data, message: 'Ticket closed' })
    },
  )
}

type Change = {
  readonly exchange: Exchange
  readonly type: string
  readonly id: number
  readonly decide: (ticket: TicketState) => TicketEvent[]
}

/** Seen first, on the very state that is decided on. */
async function change(desk: Desk, { exchange, type, id, decide }: Change) {
  const requireVisible = await visibilityFor(desk, agentOf(exchange.request.caller))
  const written = await execute(desk, exchange, {
    type,
    aggregate: ticketAggregate,
    id,
    decide: (ticket) => {
      requireVisible(ticket)
      return decide(ticket)
    },
  })
  return presentWritten(desk, exchange.reply, written)
}
