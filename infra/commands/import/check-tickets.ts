import { importedTicket } from '@deskhive/shared/domain/ticket/import-fields.ts'
import type { TicketResult } from './send-tickets.ts'
import type { OutgoingTicket } from './source.ts'

/** What a dry run does instead of sending: the desk's own check, so that most mistakes show before anything is written. */
export async function checkTickets(
  tickets: readonly OutgoingTicket[],
): Promise<readonly TicketResult[]> {
  return tickets.map((ticket) => {
    const { error } = importedTicket.safeParse(ticket)
    const errors: Record<string, string[]> = {}
    for (const { path, message } of error?.issues ?? []) {
      const field = path.join('.')
      ;(errors[field] ??= []).push(message)
    }
    const result = error === undefined ? 'created' : 'invalid'
    return { external_id: ticket.external_id, id: null, result, errors }
  })
}
