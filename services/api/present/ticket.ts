import type { ShownTicket } from '@deskhive/shared/domain/ticket/state.ts'
import { presentTime } from '#api/present/time.ts'

export type Named = { readonly id: number; readonly name: string }

/** What the ids of a ticket stand for, `null` (or left out of `labels`) where it is deleted. */
export type TicketReferences = {
  readonly department: Named | null
  readonly category: Named | null
  readonly product: Named | null
  readonly customer: (Named & { readonly email: string }) | null
  readonly labels: readonly (Named & { readonly color: string })[]
  readonly assigned_to: Named | null
  /** What each custom field is, by id. */
  readonly custom_fields: ReadonlyMap<number, FieldName>
}

export type FieldName = { readonly id: number; readonly label: string; readonly type: string }

/** The contract's ticket resource (section 4). Times of `ticket` are ISO 8601 in UTC. */
export function presentTicket(ticket: ShownTicket, references: TicketReferences) {
  const { department, category, product, customer, labels, assigned_to } = references
  return {
    id: ticket.id,
    reference_id: ticket.reference_id,
    title: ticket.title,
    content: ticket.content,
    status: ticket.status,
    priority: ticket.priority,
    department,
    category,
    product,
    customer,
    labels,
    assigned_to,
    agents: assigned_to === null ? [] : [assigned_to],
    custom_fields: ticket.custom_fields.flatMap(({ id, value }) => {
      const field = references.custom_fields.get(id)
      return field ? [{ ...field, value }] : []
    }),
    is_resolved: ticket.is_resolved,
    is_locked: ticket.is_locked,
    last_reply_at: presentTime(ticket.last_reply_at),
    last_reply_by: ticket.last_reply_by,
    closed_at: presentTime(ticket.closed_at),
    created_at: presentTime(ticket.created_at),
    updated_at: presentTime(ticket.updated_at),
  }
}
