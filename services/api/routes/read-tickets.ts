import type { ShownTicket } from '@deskhive/shared/domain/ticket/state.ts'
import { ticketPriorities, ticketStatuses } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import type { ReadModelDatabase } from '@deskhive/shared/read-model/database.ts'
import {
  findReferences,
  type ReferencedIds,
  type References,
} from '@deskhive/shared/read-model/queries/references.ts'
import { findSettings } from '@deskhive/shared/read-model/queries/settings.ts'
import type { TicketScope } from '@deskhive/shared/read-model/queries/ticket-conditions.ts'
import type { MessageRow, SettingsRow, TicketRow } from '@deskhive/shared/read-model/tables.ts'
import { z } from 'zod'
import type { CallingAgent } from '#api/caller.ts'
import { presentTicket, type TicketReferences } from '#api/present/ticket.ts'
import type { TicketMessage } from '#api/present/ticket-message.ts'
import { filter, idFilter, pageFields } from '#api/routes/parameters.ts'

// What the ticket lists of both groups have in common.

/** The filters that both groups have. */
export const ticketFilters = {
  ...pageFields,
  status: filter(z.enum(ticketStatuses)),
  priority: filter(z.enum(ticketPriorities)),
  department_id: idFilter(),
}

/** The tickets as the contract shows them, with what their ids stand for now fetched at once. */
export function presentTicketRows(db: ReadModelDatabase, rows: readonly TicketRow[]) {
  return presentTicketsWith(rows, (ids) => findReferences(db, ids))
}

/** @param find what ids stand for, at whatever time */
export async function presentTicketsWith(
  tickets: readonly ShownTicket[],
  find: (ids: ReferencedIds) => Promise<References>,
) {
  if (tickets.length === 0) return []
  const references = await find({
    departments: tickets.flatMap(({ department_id }) => department_id ?? []),
    categories: tickets.flatMap(({ category_id }) => category_id ?? []),
    products: tickets.flatMap(({ product_id }) => product_id ?? []),
    customers: tickets.map(({ customer_id }) => customer_id),
    agents: tickets.flatMap(({ assigned_to }) => assigned_to ?? []),
    labels: tickets.flatMap(({ labels }) => labels),
    custom_fields: tickets.flatMap(({ custom_fields }) => custom_fields.map(({ id }) => id)),
  })
  return tickets.map((ticket) => presentTicket(ticket, referencesOf(ticket, references)))
}

function referencesOf(ticket: ShownTicket, found: References): TicketReferences {
  return {
    department: found.departments.get(ticket.department_id ?? 0) ?? null,
    category: found.categories.get(ticket.category_id ?? 0) ?? null,
    product: found.products.get(ticket.product_id ?? 0) ?? null,
    customer: found.customers.get(ticket.customer_id) ?? null,
    labels: ticket.labels.flatMap((id) => found.labels.get(id) ?? []),
    custom_fields: found.custom_fields,
    assigned_to: found.agents.get(ticket.assigned_to ?? 0) ?? null,
  }
}

export function messageOfRow({
  sender_type,
  sender_id,
  sender_name,
  ...row
}: MessageRow): TicketMessage {
  return { ...row, sender: { type: sender_type, id: sender_id, name: sender_name } }
}

/** An agent sees its own tickets, and all of its departments' where the desk is set so. */
export async function scopeOf(db: ReadModelDatabase, agent: CallingAgent): Promise<TicketScope> {
  return scopeUnder(await findSettings(db), agent)
}

export function scopeUnder(settings: SettingsRow | null, agent: CallingAgent): TicketScope {
  const seesDepartments = settings?.values.sd_department_visibility === true
  return { agentId: agent.id, departments: seesDepartments ? agent.departments : [] }
}
