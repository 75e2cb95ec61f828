import { describe, it } from 'vitest'
import type { Sender } from '../../domain/ticket/vocabulary.ts'
import { ann, given } from '../testing/given-desk.ts'

const carl: Sender = { type: 'customer', id: 5, name: 'Carl' }
const shop: Sender = { type: 'user', id: 1, name: 'Shop' }
const bob: Sender = { type: 'agent', id: 8, name: 'Bob' }
const byBob = { type: 'agent', id: '8', name: 'Bob' } as const

const reply = (sender: Sender, content = 'Any news?', is_internal = false) => ({
  type: 'TicketReplied' as const,
  data: { message_id: 1, content, is_internal, sender },
})

describe('a reply', () => {
  it('of the customer: the assignee hears of it, with how it begins', () => {
    given({ assigned_to: 7 }).when(reply(carl, '  Any\n\nnews?  ')).theseHear({
      agent_id: 7,
      type: 'ticket_reply',
      title: 'Carl replied on SD-1001',
      message: 'Any news?',
      sender_name: 'Carl',
    })
  })

  it('of the customer that is long: 200 characters of it are shown, none cut in two', () => {
    given({ assigned_to: 7 })
      .when(reply(carl, '🦊'.repeat(201)))
      .theseHear({ message: `${'🦊'.repeat(199)}…` })
    given({ assigned_to: 7 })
      .when(reply(carl, '🦊'.repeat(200)))
      .theseHear({ message: '🦊'.repeat(200) })
  })

  it('of the customer on a ticket of nobody: nobody hears of it', () => {
    given().when(reply(carl)).nobodyHears()
  })

  it('of the customer on the ticket of an inactive agent: nobody hears of it', () => {
    given({ assigned_to: 6 }).when(reply(carl)).nobodyHears()
  })

  it('of staff or of a colleague: the assignee hears of it, as of something else', () => {
    for (const sender of [shop, bob]) {
      given({ assigned_to: 7 })
        .when(reply(sender), sender === bob ? byBob : undefined)
        .theseHear({ agent_id: 7, type: 'ticket_staff_reply', sender_name: sender.name })
    }
  })

  it('of the assignee itself: nobody hears of it', () => {
    given({ assigned_to: 7 })
      .when(reply({ type: 'agent', id: 7, name: 'Ann' }), ann)
      .nobodyHears()
  })
})
