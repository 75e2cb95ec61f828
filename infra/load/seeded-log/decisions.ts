import { changeTicket, createTicket, replyToTicket } from '@deskhive/shared/domain/ticket/decide.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import type { TicketState } from '@deskhive/shared/domain/ticket/state.ts'
import { ticketPriorities } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import type { Decided } from '@deskhive/shared/kernel/decider.ts'
import type { Random } from '@deskhive/shared/testing/random.ts'
import { sentence } from '#load/requests.ts'

/** Who and what there is from the beginning, with ids from 1. */
export const people = { customers: 500, agents: 100, departments: 10 } as const

export function newTicket(id: number, random: Random): Decided<TicketEvent>[] {
  return createTicket({
    reference_id: `SD-${id}`,
    customer_id: random.between(1, people.customers),
    title: sentence(id, 4),
    content: sentence(id * 7, 50),
    department_id: random.between(1, people.departments),
    category_id: null,
    product_id: null,
    priority: random.pick(ticketPriorities),
    custom_fields: [],
  })
}

/** One thing that happens to an open ticket: more than half are replies; a tenth closes it. */
export function changeSomehow(ticket: TicketState, random: Random): Decided<TicketEvent>[] {
  const closer = { closed_by: 'agent', agent_id: random.between(1, people.agents) } as const
  const kind = random.next()
  if (kind < 0.12 && ticket.updated_at !== ticket.created_at) {
    return changeTicket(ticket, { patch: { status: 'closed' }, closer })
  }
  const patch = patchFor(kind, random)
  const changed = patch === null ? [] : changeTicket(ticket, { patch, closer })
  return changed.length > 0 ? changed : reply(ticket, random)
}

function patchFor(kind: number, random: Random) {
  if (kind < 0.22) return { assigned_to: random.between(1, people.agents) }
  if (kind < 0.32) return { status: random.pick(['open', 'in_progress', 'on_hold'] as const) }
  if (kind < 0.37) return { priority: random.pick(ticketPriorities) }
  if (kind < 0.4) return { department_id: random.between(1, people.departments) }
  if (kind < 0.44) return { labels: [random.between(1, 5)] }
  return null
}

function reply(ticket: TicketState, random: Random): Decided<TicketEvent>[] {
  const isAgents = random.chance(0.55)
  const id = isAgents ? random.between(1, people.agents) : ticket.customer_id
  return replyToTicket(ticket, {
    // Each ticket has its own thousand, so that they need not be counted for all.
    message_id: ticket.id * 1_000 + ticket.likes.size,
    content: sentence(ticket.id * 3 + ticket.likes.size, 30),
    is_internal: isAgents && random.chance(0.1),
    sender: { type: isAgents ? 'agent' : 'customer', id, name: isAgents ? 'Ada' : 'Bo' },
  })
}
