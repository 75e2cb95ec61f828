import { z } from 'zod'
import { content, flag, id, ids, name, nullable, oneOf } from '../resource/fields.ts'
import { ticketPriorities, ticketStatuses } from './vocabulary.ts'

/** No form asks for more. */
export const CUSTOM_FIELDS_LIMIT = 200

/** What it must be beside is told by the field's type; `null` is no value. */
const customFieldValue = z.union([z.string(), z.number(), z.null()], {
  error: 'must be a text or a number',
})

export const customFieldItem = z.object({ id: id(), value: customFieldValue })

/** What a client may send. `custom_fields`, categories and products are checked against their own resources. */
export const createTicketFields = {
  customer_id: id(),
  title: name(500),
  content: content(),
  department_id: nullable(id()).optional(),
  category_id: nullable(id()).optional(),
  product_id: nullable(id()).optional(),
  priority: oneOf(ticketPriorities).optional(),
  custom_fields: z.array(customFieldItem).max(CUSTOM_FIELDS_LIMIT).optional(),
}

/** A field left out keeps its value; `null` clears one that may be empty. */
export const changeTicketFields = {
  status: oneOf(ticketStatuses).optional(),
  priority: oneOf(ticketPriorities).optional(),
  assigned_to: nullable(id()).optional(),
  department_id: id().optional(),
  category_id: nullable(id()).optional(),
  product_id: nullable(id()).optional(),
  is_resolved: flag().optional(),
  is_locked: flag().optional(),
  labels: ids().optional(),
}

export const replyFields = {
  content: content(),
  is_internal: flag().optional(),
}

const changeTicket = z.object(changeTicketFields)

/** An imported past may also tell of a ticket that was taken out of its department. */
export type TicketPatch = Omit<z.output<typeof changeTicket>, 'department_id'> & {
  readonly department_id?: number | null | undefined
}
