import { describe, it } from 'vitest'
import type { TicketEvent } from '../../domain/ticket/events.ts'
import { given } from '../testing/given-desk.ts'

const warned: TicketEvent = {
  type: 'TicketAutoCloseWarned',
  data: { due_at: '2026-03-16T14:30:00.000Z' },
}
const closed: TicketEvent = {
  type: 'TicketClosed',
  data: { closed_by: 'automation', agent_id: null },
}
const system = { type: 'system', id: '0', name: 'System' } as const

describe('a ticket that the desk is about to close', () => {
  it('its assignee hears when, and of nothing else', () => {
    given({ assigned_to: 9 }).when(warned, system).theseHear({
      agent_id: 9,
      type: 'ticket_closing_soon',
      title: 'SD-1001 will be closed at 2026-03-16 14:30 UTC unless its customer answers',
      message: 'Refund',
    })
  })

  it('that nobody has: the active agents of its department hear of it', () => {
    given().when(warned, system).theseHear({ agent_id: 7 }, { agent_id: 8 })
  })

  it('of nobody and no department: nobody hears of it', () => {
    given({ department_id: null }).when(warned, system).nobodyHears()
  })

  it('of an assignee who is inactive: nobody else hears of it, for it may be back', () => {
    given({ assigned_to: 77 }).when(warned, system).nobodyHears()
  })

  it('of an assignee who was deleted, and so of nobody: the agents of its department hear of it', () => {
    given({ assigned_to: 77 }, { gone: [77] })
      .when(warned, system)
      .theseHear({ agent_id: 7 }, { agent_id: 8 })
  })
})

it('a ticket that a rule closed: its assignee hears of it', () => {
  given({ assigned_to: 7 })
    .when(closed, system)
    .theseHear({ agent_id: 7, type: 'ticket_status', title: 'SD-1001 was closed' })
})
