import { describe, it } from 'vitest'
import { ann, given } from '../testing/given-desk.ts'

describe.each([
  ['TicketLocked', 'SD-1001 was locked'],
  ['TicketUnlocked', 'SD-1001 was unlocked'],
] as const)('%s', (type, title) => {
  it('is told to the assignee', () => {
    given({ assigned_to: 7 })
      .when({ type, data: {} })
      .theseHear({ agent_id: 7, type: 'ticket_locked', title, message: 'Refund' })
  })

  it('is told to nobody where the assignee did it, or there is none', () => {
    given({ assigned_to: 7 }).when({ type, data: {} }, ann).nobodyHears()
    given().when({ type, data: {} }).nobodyHears()
  })
})
