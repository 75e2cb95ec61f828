import { it } from 'vitest'
import type { TicketEvent } from '../../domain/ticket/events.ts'
import { given } from '../testing/given-desk.ts'

const sender = { type: 'customer', id: 5, name: 'Carl' } as const
const message = { message_id: 1, content: 'Any news?', is_internal: false, sender }

/** Each of them news, if it happens here and now. */
const events: readonly TicketEvent[] = [
  { type: 'TicketAssigned', data: { agent_id: 7 } },
  { type: 'TicketReplied', data: message },
  { type: 'TicketStatusChanged', data: { status: 'on_hold' } },
  { type: 'TicketPrioritised', data: { priority: 'critical' } },
]

it.each(events)('of an imported $type nobody hears', (event) => {
  given({ assigned_to: 7 }).when(event).theseHear({ agent_id: 7 })
  given({ assigned_to: 7 }).whenImported(event).nobodyHears()
})
