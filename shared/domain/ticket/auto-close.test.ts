import { describe, expect, it } from 'vitest'
import { systemActor } from '../../kernel/event.ts'
import { momentOf, recorded, specify } from '../../testing/given.ts'
import { ticketCreated } from '../../testing/ticket-created.ts'
import { autoCloseAt, closeWaitingTicket, waitingTicketAggregate } from './auto-close.ts'
import type { TicketEvent } from './events.ts'
import type { SenderType } from './vocabulary.ts'

const { given } = specify(waitingTicketAggregate.evolution, 'ticket-1001')

const created = ticketCreated()
const replied = (type: SenderType, is_internal = false): TicketEvent => ({
  type: 'TicketReplied',
  data: { message_id: 1, content: 'Hello', is_internal, sender: { type, id: 7, name: 'Bo' } },
})
const onHold: TicketEvent = { type: 'TicketStatusChanged', data: { status: 'on_hold' } }
const closed: TicketEvent = { type: 'TicketClosed', data: { closed_by: 'staff', agent_id: null } }
const deleted: TicketEvent = { type: 'TicketDeleted', data: {} }

const days = 3
/** The third of the given events was the last. */
const dueAt = autoCloseAt(momentOf(1), days)
const due = { dueAt, days, now: dueAt }

/** The id that the test's log gave to the nth event. */
const idOf = (revision: number) =>
  recorded(
    'ticket-1001',
    Array.from({ length: revision + 1 }, () => created),
  ).at(-1)?.id ?? ''

const byRule = (event_id: string) => ({
  type: 'TicketClosed',
  data: { closed_by: 'automation', agent_id: null },
  rule: { name: 'auto_close', answers: { event_id }, actor: systemActor },
})

describe('a ticket that waits for its customer', () => {
  it.each(['user', 'agent'] as const)('is closed when nobody answered a %s in time', (sender) => {
    given(created, replied(sender))
      .when((ticket) => closeWaitingTicket(ticket, due))
      .thenEvents(byRule(idOf(1)))
  })

  it('is closed from on hold, too, later by what was done to it', () => {
    const later = autoCloseAt(momentOf(2), days)
    given(created, replied('agent'), onHold)
      .when((ticket) => closeWaitingTicket(ticket, { dueAt: later, days, now: later }))
      .thenEvents(byRule(idOf(1)))
  })

  it('is left alone before its time', () => {
    const now = new Date(Date.parse(dueAt) - 1).toISOString()
    given(created, replied('agent'))
      .when((ticket) => closeWaitingTicket(ticket, { ...due, now }))
      .thenNothing()
  })

  it.each([
    ['the customer answered', [replied('customer')]],
    ['a colleague wrote a note', [replied('agent', true)]],
    ['its status changed', [onHold]],
    ['it was closed', [closed]],
    ['it was deleted', [deleted]],
  ] as const)('is left alone where %s meanwhile', (_, happened) => {
    given(created, replied('agent'), ...happened)
      .when((ticket) => closeWaitingTicket(ticket, due))
      .thenNothing()
  })

  it('is left alone by a rule that has other days now', () => {
    given(created, replied('agent'))
      .when((ticket) => closeWaitingTicket(ticket, { ...due, days: 4 }))
      .thenNothing()
  })
})

describe('a ticket that waits for staff', () => {
  it.each([
    ['nobody replied to', []],
    ['the customer wrote on last', [replied('agent'), replied('customer')]],
    ['staff wrote notes on alone', [replied('agent', true)]],
  ] as const)('that %s is left alone', (_, happened) => {
    const { state } = given(created, ...happened)
    const at = autoCloseAt(state.ticket.updated_at, days)
    expect(closeWaitingTicket(state, { dueAt: at, days, now: at })).toEqual([])
  })
})
