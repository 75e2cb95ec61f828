import { describe, it } from 'vitest'
import { ann, given } from '../testing/given-desk.ts'

const toBob = { type: 'TicketAssigned', data: { agent_id: 8 } } as const
const toNobody = { type: 'TicketUnassigned', data: {} } as const

describe('an agent that loses a ticket', () => {
  it('to nobody hears of it', () => {
    given({}, { previousAssignee: 7 }).when(toNobody).theseHear({
      agent_id: 7,
      type: 'ticket_unassigned',
      title: 'SD-1001 is no longer assigned to you',
      message: 'Refund',
      sender_name: 'Shop',
    })
  })

  it('to a colleague hears of the loss, and the colleague of the ticket', () => {
    given({ assigned_to: 8 }, { previousAssignee: 7 })
      .when(toBob)
      .theseHear(
        { agent_id: 8, type: 'ticket_assigned' },
        { agent_id: 7, type: 'ticket_unassigned' },
      )
  })

  it('by its own doing hears nothing', () => {
    given({}, { previousAssignee: 7 }).when(toNobody, ann).nobodyHears()
  })

  it('hears no more of it', () => {
    given({ assigned_to: 8 }, { previousAssignee: 8 })
      .when({ type: 'TicketPrioritised', data: { priority: 'high' } })
      .theseHear({ agent_id: 8, type: 'ticket_status' })
  })

  it('and is inactive hears nothing', () => {
    given({}, { previousAssignee: 6 }).when(toNobody).nobodyHears()
  })
})
