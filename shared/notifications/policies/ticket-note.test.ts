import { describe, it } from 'vitest'
import { ann, given } from '../testing/given-desk.ts'

const byBob = { type: 'agent', id: '8', name: 'Bob' } as const

const note = (content: string, id: 7 | 8 = 8) => ({
  type: 'TicketReplied' as const,
  data: {
    message_id: 1,
    content,
    is_internal: true,
    sender: { type: 'agent' as const, id, name: id === 8 ? 'Bob' : 'Ann' },
  },
})

describe('an internal note', () => {
  it('of a colleague: the assignee hears of it', () => {
    given({ assigned_to: 7 }).when(note('He called again'), byBob).theseHear({
      agent_id: 7,
      type: 'ticket_note',
      title: 'Bob left a note on SD-1001',
      message: 'He called again',
      sender_name: 'Bob',
    })
  })

  it('of the assignee itself: nobody hears of it', () => {
    given({ assigned_to: 7 }).when(note('He called', 7), ann).nobodyHears()
  })

  it('that mentions the assignee: it hears of the mention, and not of the note as well', () => {
    given({ assigned_to: 7 })
      .when(note('@Ann, he called'), byBob)
      .theseHear({ agent_id: 7, type: 'ticket_mention', title: 'Bob mentioned you on SD-1001' })
  })

  it('that mentions who may not see the ticket: that agent hears nothing', () => {
    given({ assigned_to: 7 }).when(note('@Eve and @Bob know him', 7), ann).nobodyHears()
    given({ assigned_to: 7 }, { departmentVisibility: true })
      .when(note('@Eve and @Bob know him', 7), ann)
      .theseHear({ agent_id: 8, type: 'ticket_mention' })
  })

  it('that mentions its own author: nobody hears of it', () => {
    given({ assigned_to: 7 }).when(note('@Ann was here', 7), ann).nobodyHears()
  })
})
