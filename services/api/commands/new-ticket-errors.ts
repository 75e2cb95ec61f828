import {
  CUSTOM_FIELDS_LIMIT,
  createTicketFields,
  customFieldItem,
} from '@deskhive/shared/domain/ticket/commands.ts'
import type { FieldErrors } from '@deskhive/shared/kernel/refused.ts'
import { findBlock } from '#api/commands/blocked-customer.ts'
import { findCustomFieldErrors, type SentCustomFields } from '#api/commands/custom-fields.ts'
import { ownValue } from '#api/commands/sent-fields.ts'
import type { Desk } from '#api/desk.ts'

type NewTicket = {
  readonly customer_id: number
  readonly custom_fields?: SentCustomFields | undefined
}

/** What its customer and the desk's custom fields have against a new ticket. */
export async function findNewTicketErrors(
  desk: Desk,
  { customer_id, custom_fields = [] }: NewTicket,
): Promise<FieldErrors> {
  return {
    ...(await findBlock(desk, customer_id)),
    ...(await findCustomFieldErrors(desk, custom_fields)),
  }
}

/** @returns what can be said of a body that is wrong in other ways; no customer has the id 0 */
export function newTicketIn(body: unknown): NewTicket {
  const customer = createTicketFields.customer_id.safeParse(ownValue(body, 'customer_id'))
  const sent = ownValue(body, 'custom_fields')
  const items: unknown[] = Array.isArray(sent) && sent.length <= CUSTOM_FIELDS_LIMIT ? sent : []
  return {
    customer_id: customer.data ?? 0,
    custom_fields: items.map((item) => customFieldItem.safeParse(item).data ?? null),
  }
}
