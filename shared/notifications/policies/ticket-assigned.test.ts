import { describe, it } from 'vitest'
import { systemActor } from '../../kernel/event.ts'
import { ann, given } from '../testing/given-desk.ts'

describe('a ticket is assigned', () => {
  it('to an agent: that agent hears of it', () => {
    given({ assigned_to: 7 })
      .when({ type: 'TicketAssigned', data: { agent_id: 7 } })
      .theseHear({
        agent_id: 7,
        type: 'ticket_assigned',
        title: 'SD-1001 was assigned to you',
        message: 'Refund',
        sender_name: 'Shop',
      })
  })

  it('by the agent itself: nobody hears of it', () => {
    given({ assigned_to: 7 })
      .when({ type: 'TicketAssigned', data: { agent_id: 7 } }, ann)
      .nobodyHears()
  })

  it('by one agent to another: the other hears of it', () => {
    given({ assigned_to: 8 })
      .when({ type: 'TicketAssigned', data: { agent_id: 8 } }, ann)
      .theseHear({ agent_id: 8, type: 'ticket_assigned', sender_name: 'Ann' })
  })

  it('by an API key whose id is the agent’s: the agent hears of it', () => {
    given({ assigned_to: 7 })
      .when(
        { type: 'TicketAssigned', data: { agent_id: 7 } },
        { type: 'api_key', id: '7', name: 'Shop' },
      )
      .theseHear({ agent_id: 7 })
  })

  it('by the desk itself: that agent hears of it', () => {
    given({ assigned_to: 7 })
      .when({ type: 'TicketAssigned', data: { agent_id: 7 } }, systemActor, { rule: 'auto_assign' })
      .theseHear({ agent_id: 7, type: 'ticket_assigned', sender_name: 'System' })
  })

  it('to an agent that is inactive or deleted: nobody hears of it', () => {
    given({ assigned_to: 6 })
      .when({ type: 'TicketAssigned', data: { agent_id: 6 } })
      .nobodyHears()
  })

  it('to nobody: nobody hears of it', () => {
    given().when({ type: 'TicketUnassigned', data: {} }).nobodyHears()
  })
})
