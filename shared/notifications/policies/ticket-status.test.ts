import { describe, it } from 'vitest'
import type { TicketEvent } from '../../domain/ticket/events.ts'
import { systemActor } from '../../kernel/event.ts'
import { ann, given } from '../testing/given-desk.ts'

const changes: readonly (readonly [TicketEvent, string])[] = [
  [{ type: 'TicketStatusChanged', data: { status: 'in_progress' } }, 'SD-1001 is now in progress'],
  [{ type: 'TicketClosed', data: { closed_by: 'staff', agent_id: null } }, 'SD-1001 was closed'],
  [{ type: 'TicketReopened', data: { status: 'open', by_rule: null } }, 'SD-1001 was reopened'],
  [{ type: 'TicketPrioritised', data: { priority: 'high' } }, 'SD-1001 now has high priority'],
  [{ type: 'TicketMovedToDepartment', data: { department_id: 3 } }, 'SD-1001 was moved to Billing'],
  [
    { type: 'TicketMovedToDepartment', data: { department_id: null } },
    'SD-1001 was taken out of its department',
  ],
]

describe.each(changes)('%o', (event, title) => {
  it('is told to the assignee', () => {
    given({ assigned_to: 7 }).when(event).theseHear({
      agent_id: 7,
      type: 'ticket_status',
      title,
      message: 'Refund',
      sender_name: 'Shop',
    })
  })

  it('is not told to an assignee that did it itself', () => {
    given({ assigned_to: 7 }).when(event, ann).nobodyHears()
  })

  it('is told to an assignee when a colleague did it', () => {
    given({ assigned_to: 8 }).when(event, ann).theseHear({ agent_id: 8, sender_name: 'Ann' })
  })

  it('is told to nobody where the assignee is inactive or nobody is assigned', () => {
    given({ assigned_to: 6 }).when(event).nobodyHears()
    given().when(event).nobodyHears()
  })
})

describe('a change by a rule', () => {
  it.each([
    ['auto_close', 'SD-1001 was closed because the customer did not answer'],
    ['a_later_one', 'SD-1001 was closed'],
  ])('%s says so', (rule, title) => {
    given({ assigned_to: 7 })
      .when(
        { type: 'TicketClosed', data: { closed_by: 'automation', agent_id: null } },
        systemActor,
        { rule },
      )
      .theseHear({ agent_id: 7, title, sender_name: 'System' })
  })
})

describe('what is no change of status, priority or department', () => {
  const others: readonly TicketEvent[] = [
    { type: 'TicketLabelled', data: { labels: [1] } },
    { type: 'TicketCategorised', data: { category_id: 1 } },
    { type: 'TicketProductChanged', data: { product_id: 1 } },
    { type: 'TicketMarkedResolved', data: {} },
    { type: 'TicketMarkedUnresolved', data: {} },
    { type: 'TicketMessageLiked', data: { message_id: 1, agent_id: 8 } },
    { type: 'TicketMessageUnliked', data: { message_id: 1, agent_id: 8 } },
    { type: 'TicketDeleted', data: {} },
  ]

  it.each(others)('$type is told to nobody', (event) => {
    given({ assigned_to: 7 }).when(event).nobodyHears()
  })
})
