import type { TicketState } from '@deskhive/shared/domain/ticket/state.ts'
import type { FastifyReply } from 'fastify'
import { findTicketReferences } from '#api/commands/ticket-references.ts'
import type { Desk } from '#api/desk.ts'
import { presentTicket } from '#api/present/ticket.ts'
import { othersOf, tagWith } from '#api/routes/entity-tag.ts'

type Written = { readonly state: TicketState; readonly revision: number }

/** The ticket as it was just written, with the tag that a read of it would have. */
export async function presentWritten(desk: Desk, reply: FastifyReply, written: Written) {
  const { state, revision } = written
  const ticket = presentTicket(state, await findTicketReferences(desk, state))
  tagWith(reply, revision, othersOf(ticket))
  return ticket
}
