import {
  changeTicketFields,
  createTicketFields,
  type TicketPatch,
} from '@deskhive/shared/domain/ticket/commands.ts'
import {
  changeTicket,
  createTicket,
  deleteTicket,
  needsAutoAssignee,
} from '@deskhive/shared/domain/ticket/decide.ts'
import { ticketAggregate } from '@deskhive/shared/domain/ticket/state.ts'
import { refuseWrong } from '@deskhive/shared/kernel/refused.ts'
import { z } from 'zod'
import { closerOf } from '#api/commands/actor.ts'
import { withAutoAssignee } from '#api/commands/auto-assign.ts'
import { filledIn } from '#api/commands/custom-fields.ts'
import { execute } from '#api/commands/execute.ts'
import { isLiving } from '#api/commands/living.ts'
import { findNewTicketErrors, newTicketIn } from '#api/commands/new-ticket-errors.ts'
import { takeId } from '#api/commands/take-id.ts'
import { findTicketDefaults } from '#api/commands/ticket-defaults.ts'
import { withinDailyLimit } from '#api/commands/ticket-limit.ts'
import type { Desk } from '#api/desk.ts'
import type { App } from '#api/route.ts'
import { idParams } from '#api/routes/parameters.ts'
import { presentWritten } from '#api/routes/present-written.ts'

const newTicket = z.object(createTicketFields)
const references = {
  department_id: 'department',
  category_id: 'category',
  product_id: 'product',
} as const

export function internalTicketWrites(app: App, desk: Desk): void {
  addCreate(app, desk)
  addChange(app, desk)
  addDelete(app, desk)
}

function addCreate(app: App, desk: Desk): void {
  app.post(
    '/internal/tickets',
    {
      config: {
        group: 'internal',
        scope: 'tickets:create',
        creates: 'ticket',
        references: { customer_id: 'customer', ...references },
        alsoWrong: ({ sentBody }) => findNewTicketErrors(desk, newTicketIn(sentBody)),
      },
      schema: { body: newTicket },
    },
    async (request, reply) => {
      const id = await takeId(desk, request)
      const { command } = request
      if (!command.isRecorded) refuseWrong(await findNewTicketErrors(desk, request.body))
      const custom_fields = filledIn(request.body.custom_fields ?? [])
      const data = { ...(await withDefaults(desk, id, request.body)), custom_fields }
      const { customer_id: customerId, department_id: departmentId } = data
      const create = (autoAssignee: number | null) =>
        execute(
          desk,
          { request, reply },
          {
            type: 'CreateTicket',
            aggregate: ticketAggregate,
            id,
            create: true,
            decide: () => createTicket(data, autoAssignee),
          },
        )
      const written = await withinDailyLimit(desk, { command, ticketId: id, customerId }, () =>
        withAutoAssignee(desk, { ticketId: id, departmentId }, create),
      )
      return reply.code(201).send({ data: await presentWritten(desk, reply, written) })
    },
  )
}

function addChange(app: App, desk: Desk): void {
  app.put(
    '/internal/tickets/:id',
    {
      config: {
        group: 'internal',
        scope: 'tickets:update',
        references: { assigned_to: 'activeAgent', labels: 'label', ...references },
      },
      schema: { params: idParams, body: z.object(changeTicketFields) },
    },
    async (request, reply) => {
      const { body: patch, params, caller } = request
      const { departmentId, goneAssignee } = await arrivalOf(desk, params.id, patch)
      const change = (autoAssignee: number | null) =>
        execute(
          desk,
          { request, reply },
          {
            type: 'ChangeTicket',
            aggregate: ticketAggregate,
            id: params.id,
            decide: (ticket) =>
              changeTicket(ticket, { patch, closer: closerOf(caller), autoAssignee, goneAssignee }),
          },
        )
      const written = await withAutoAssignee(desk, { ticketId: params.id, departmentId }, change)
      return reply.send({ data: await presentWritten(desk, reply, written) })
    },
  )
}

function addDelete(app: App, desk: Desk): void {
  app.delete(
    '/internal/tickets/:id',
    {
      config: { group: 'internal', scope: 'tickets:delete' },
      schema: { params: idParams },
    },
    async (request, reply) => {
      const { id } = request.params
      await execute(
        desk,
        { request, reply },
        { type: 'DeleteTicket', aggregate: ticketAggregate, id, decide: deleteTicket },
      )
      return reply.send({ message: 'Ticket deleted' })
    },
  )
}

/** A change that brings a ticket into a department, where nobody has it; the change itself looks again. */
type Arrival = {
  readonly departmentId: number | null
  /** Who had it and was deleted, which is for ever. */
  readonly goneAssignee: number | null
}

const noArrival: Arrival = { departmentId: null, goneAssignee: null }

async function arrivalOf(desk: Desk, id: number, patch: TicketPatch): Promise<Arrival> {
  const { department_id: departmentId } = patch
  if (typeof departmentId !== 'number') return noArrival
  const ticket = await desk.aggregates.load(ticketAggregate, id)
  if (ticket === null) return noArrival
  const goneAssignee = await findGone(desk, ticket.state.assigned_to)
  const isServed = needsAutoAssignee(ticket.state, patch, goneAssignee)
  return isServed ? { departmentId, goneAssignee } : noArrival
}

async function findGone(desk: Desk, agentId: number | null): Promise<number | null> {
  return agentId === null || (await isLiving(desk, 'agent', agentId)) ? null : agentId
}

async function withDefaults(desk: Desk, id: number, body: z.output<typeof newTicket>) {
  const defaults = await findTicketDefaults(desk)
  return {
    reference_id: `${defaults.prefix}-${id}`,
    customer_id: body.customer_id,
    title: body.title,
    content: body.content,
    department_id: body.department_id ?? defaults.department_id,
    category_id: body.category_id ?? null,
    product_id: body.product_id ?? null,
    priority: body.priority ?? defaults.priority,
  }
}
