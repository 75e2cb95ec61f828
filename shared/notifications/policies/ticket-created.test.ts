import { describe, it } from 'vitest'
import { ticketCreated } from '../../testing/ticket-created.ts'
import { ann, given } from '../testing/given-desk.ts'

const created = ticketCreated({ department_id: 3 })

describe('a new ticket', () => {
  it('that nobody has: the active agents of its department hear of it', () => {
    const notice = {
      type: 'ticket_created' as const,
      title: 'New ticket SD-1001',
      message: 'Refund',
      sender_name: 'Carl',
    }
    given()
      .when(created)
      .theseHear({ ...notice, agent_id: 7 }, { ...notice, agent_id: 8 })
  })

  it('opened by an agent of the department: its colleagues hear of it', () => {
    given().when(created, ann).theseHear({ agent_id: 8 })
  })

  it('without a department: nobody hears of it', () => {
    given({ department_id: null }).when(created).nobodyHears()
  })

  it('of a department without active agents: nobody hears of it', () => {
    given({ department_id: 5 }).when(created).nobodyHears()
  })

  it('that somebody has already: nobody hears of it', () => {
    given({ assigned_to: 7 }).when(created).nobodyHears()
  })

  it('that the desk gives to somebody at once: nobody else hears of it', () => {
    given().when(created, undefined, { triggers: 'auto_assign' }).nobodyHears()
  })
})
