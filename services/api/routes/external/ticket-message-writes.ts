import { replyFields } from '@deskhive/shared/domain/ticket/commands.ts'
import { toggleLike } from '@deskhive/shared/domain/ticket/decide.ts'
import { likersOf } from '@deskhive/shared/domain/ticket/likes.ts'
import { ticketAggregate } from '@deskhive/shared/domain/ticket/state.ts'
import { z } from 'zod'
import { agentOf } from '#api/caller.ts'
import { execute } from '#api/commands/execute.ts'
import { executeReply } from '#api/commands/reply-to-ticket.ts'
import { visibilityFor } from '#api/commands/visible-ticket.ts'
import type { Desk } from '#api/desk.ts'
import { presentTicketMessage } from '#api/present/ticket-message.ts'
import type { App } from '#api/route.ts'
import { idParams, pathId } from '#api/routes/parameters.ts'

export function externalTicketMessageWrites(app: App, desk: Desk): void {
  addReply(app, desk)
  addLike(app, desk)
}

function addReply(app: App, desk: Desk): void {
  app.post(
    '/external/tickets/:id/messages',
    {
      config: { group: 'external', creates: 'message' },
      schema: { params: idParams, body: z.object(replyFields) },
    },
    async (request, reply) => {
      const agent = agentOf(request.caller)
      const { content, is_internal = false } = request.body
      const message = await executeReply(
        desk,
        { request, reply },
        {
          ticketId: request.params.id,
          content,
          isInternal: is_internal,
          sender: { type: 'agent', id: agent.id, name: agent.name },
          check: await visibilityFor(desk, agent),
        },
      )
      return reply.code(201).send({ data: presentTicketMessage(message, agent.id) })
    },
  )
}

function addLike(app: App, desk: Desk): void {
  app.post(
    '/external/tickets/:ticketId/messages/:messageId/like',
    {
      config: { group: 'external' },
      schema: { params: z.object({ ticketId: pathId, messageId: pathId }) },
    },
    async (request, reply) => {
      const agent = agentOf(request.caller)
      const { ticketId, messageId } = request.params
      const requireVisible = await visibilityFor(desk, agent)
      const { state } = await execute(
        desk,
        { request, reply },
        {
          type: 'ToggleMessageLike',
          aggregate: ticketAggregate,
          id: ticketId,
          decide: (ticket) => {
            requireVisible(ticket)
            return toggleLike(ticket, { message_id: messageId, agent_id: agent.id })
          },
        },
      )
      const likes = likersOf(state.likes, messageId) ?? []
      return reply.send({
        status: true,
        data: { liked: likes.includes(agent.id), count: likes.length },
      })
    },
  )
}
