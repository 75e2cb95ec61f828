import type { TicketEvent, TicketEventData } from '../domain/ticket/events.ts'

type Created = TicketEventData<'TicketCreated'>

/** The beginning of a ticket's stream, for tests to which most of it is all the same. */
export function ticketCreated(data: Partial<Created> = {}) {
  return {
    type: 'TicketCreated',
    data: {
      reference_id: 'SD-1001',
      customer_id: 7,
      title: 'Mail does not arrive',
      content: 'Since this morning.',
      department_id: 1,
      category_id: null,
      product_id: null,
      priority: 'medium',
      custom_fields: [],
      ...data,
    },
  } as const satisfies TicketEvent
}
