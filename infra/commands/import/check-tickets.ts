import { futureErrorsOf, importedTicket } from '@deskhive/shared/domain/ticket/import-fields.ts'
import type { TicketResult } from './send-tickets.ts'
import type { OutgoingTicket } from './source.ts'

/**
 * What a dry run does instead of sending: the desk's own check, so that mistakes show before anything is written. Only
 * the desk can tell whether a past fits into one append, for it alone knows what an event of it weighs.
 */
export function checkTickets(
  tickets: readonly OutgoingTicket[],
  now: string,
): readonly TicketResult[] {
  return tickets.map((ticket) => {
    const errors = errorsOf(ticket, now)
    const result = Object.keys(errors).length === 0 ? 'created' : 'invalid'
    return { external_id: ticket.external_id, id: null, result, errors }
  })
}

function errorsOf(ticket: OutgoingTicket, now: string): TicketResult['errors'] {
  const { error, data } = importedTicket.safeParse(ticket)
  if (data !== undefined) return futureErrorsOf(data, now)
  const errors: Record<string, string[]> = {}
  for (const { path, message } of error?.issues ?? []) {
    const field = path.join('.')
    ;(errors[field] ??= []).push(message)
  }
  return errors
}
