import { describe, expect, it } from 'vitest'
import { momentOf, specify } from '../../testing/given.ts'
import { ticketCreated } from '../../testing/ticket-created.ts'
import type { TicketPatch } from './commands.ts'
import { changeTicket, closeTicket, deleteTicket, replyToTicket, toggleLike } from './decide.ts'
import type { TicketEvent } from './events.ts'
import { likersOf } from './likes.ts'
import { type Ticket, ticketEvolution } from './state.ts'
import type { Closer, Sender } from './vocabulary.ts'

const { given } = specify(ticketEvolution, 'ticket-1001')

const created = ticketCreated()
const byAda: Closer = { closed_by: 'agent', agent_id: 3 }
const closed: TicketEvent = { type: 'TicketClosed', data: byAda }
const locked: TicketEvent = { type: 'TicketLocked', data: {} }
const deleted: TicketEvent = { type: 'TicketDeleted', data: {} }

const change = (patch: TicketPatch) => (ticket: Ticket) =>
  changeTicket(ticket, { patch, closer: byAda })
const close = (ticket: Ticket) => closeTicket(ticket, byAda)

const staff: Sender = { type: 'user', id: 1, name: 'Desk' }
const agent: Sender = { type: 'agent', id: 3, name: 'Ada' }
const customer: Sender = { type: 'customer', id: 7, name: 'Bo' }

function replyOf(sender: Sender, { is_internal = false, message_id = 1 } = {}) {
  return { message_id, content: 'Hello', is_internal, sender }
}

function replied(sender: Sender, options = {}): TicketEvent {
  return { type: 'TicketReplied', data: replyOf(sender, options) }
}

describe('changing a ticket', () => {
  it('records one event for each field that differs', () => {
    given(created)
      .when(
        change({
          status: 'in_progress',
          priority: 'high',
          assigned_to: 3,
          department_id: null,
          labels: [2, 1],
          is_locked: true,
        }),
      )
      .thenEvents(
        { type: 'TicketAssigned', data: { agent_id: 3 } },
        { type: 'TicketMovedToDepartment', data: { department_id: null } },
        { type: 'TicketPrioritised', data: { priority: 'high' } },
        { type: 'TicketLabelled', data: { labels: [2, 1] } },
        { type: 'TicketLocked', data: {} },
        { type: 'TicketStatusChanged', data: { status: 'in_progress' } },
      )
  })

  it('records nothing for what is so already', () => {
    given(created)
      .when(
        change({
          status: 'open',
          priority: 'medium',
          assigned_to: null,
          department_id: 1,
          category_id: null,
          product_id: null,
          labels: [],
          is_resolved: false,
          is_locked: false,
        }),
      )
      .thenNothing()
  })

  it('tells closing, reopening and other changes of status apart', () => {
    given(created)
      .when(change({ status: 'closed' }))
      .thenEvents(closed)
    given(created, closed)
      .when(change({ status: 'on_hold' }))
      .thenEvents({ type: 'TicketReopened', data: { status: 'on_hold', by_rule: null } })
  })

  it('refuses a ticket that is deleted or never was', () => {
    given(created, deleted)
      .when(change({ priority: 'low' }))
      .thenRefused('NOT_FOUND')
    given()
      .when(change({ priority: 'low' }))
      .thenRefused('NOT_FOUND')
  })
})

describe('closing and deleting a ticket', () => {
  it('closes an open ticket once, and keeps who did', () => {
    given(created).when(close).thenEvents(closed)
    given(created, closed).when(close).thenNothing()
  })

  it('deletes a ticket once', () => {
    given(created).when(deleteTicket).thenEvents(deleted)
    given(created, deleted).when(deleteTicket).thenRefused('NOT_FOUND')
  })
})

describe('replying to a ticket', () => {
  it('reopens a closed ticket when the customer replies, and names the rule', () => {
    given(created, closed)
      .when((ticket) => replyToTicket(ticket, replyOf(customer)))
      .thenEvents(replied(customer), {
        type: 'TicketReopened',
        data: { status: 'open', by_rule: 'customer_reply' },
        rule: { name: 'customer_reply', answers: 'the event before' },
      })
  })

  it('leaves a closed ticket closed when staff or an agent replies', () => {
    for (const sender of [staff, agent]) {
      given(created, closed)
        .when((ticket) => replyToTicket(ticket, replyOf(sender)))
        .thenEvents(replied(sender))
    }
  })

  it('lets nobody but staff write on a locked ticket', () => {
    const situation = given(created, locked)
    situation.when((ticket) => replyToTicket(ticket, replyOf(staff))).thenEvents(replied(staff))
    situation.when((ticket) => replyToTicket(ticket, replyOf(agent))).thenRefused('LOCKED')
    situation.when((ticket) => replyToTicket(ticket, replyOf(customer))).thenRefused('LOCKED')
  })
})

describe('liking a message', () => {
  const like = { message_id: 1, agent_id: 3 }

  it('toggles between like and none', () => {
    const liked: TicketEvent = { type: 'TicketMessageLiked', data: like }
    const unliked: TicketEvent = { type: 'TicketMessageUnliked', data: like }
    given(created, replied(staff))
      .when((ticket) => toggleLike(ticket, like))
      .thenEvents(liked)
    given(created, replied(staff), liked)
      .when((ticket) => toggleLike(ticket, like))
      .thenEvents(unliked)
    given(created, replied(staff), liked, unliked)
      .when((ticket) => toggleLike(ticket, like))
      .thenEvents(liked)
  })

  it('refuses a message that is not on this ticket', () => {
    given(created)
      .when((ticket) => toggleLike(ticket, like))
      .thenRefused('NOT_FOUND')
  })

  it('is no change of the ticket itself', () => {
    const { state } = given(created, replied(staff), { type: 'TicketMessageLiked', data: like })
    expect(state.updated_at).toBe(momentOf(1))
    expect(likersOf(state.likes, 1)).toEqual([3])
  })
})

describe('the state of a ticket', () => {
  it('has a closing time exactly while it is closed', () => {
    expect(given(created).state.closed_at).toBeNull()
    expect(given(created, closed).state.closed_at).toBe(momentOf(1))
    const reopened: TicketEvent = {
      type: 'TicketReopened',
      data: { status: 'open', by_rule: null },
    }
    expect(given(created, closed, reopened).state).toMatchObject({
      status: 'open',
      closed_at: null,
    })
  })

  it('knows who replied last, and counts no internal note as a reply', () => {
    const { state } = given(
      created,
      replied(customer),
      replied(agent, { is_internal: true, message_id: 2 }),
    )
    expect(state).toMatchObject({ last_reply_by: 'customer', last_reply_at: momentOf(1) })
    expect(given(created, replied(agent)).state.last_reply_by).toBe('staff')
  })
})
