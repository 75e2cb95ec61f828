import type { Aggregate, Decided } from '../../kernel/decider.ts'
import { type RecordedEvent, systemActor } from '../../kernel/event.ts'
import type { TicketEvent } from './events.ts'
import { evolveTicket, noTicket, type Ticket } from './state.ts'

const DAY_MS = 86_400_000

/**
 * Since when a ticket waits for its customer: it is not closed, the last public reply is staff's, and this is when
 * anything happened to it last, a note or a change of any kind. `null` where it does not wait.
 */
export function waitingSince(ticket: Ticket): string | null {
  const { status, last_reply_by, is_deleted, updated_at } = ticket
  return status !== 'closed' && last_reply_by === 'staff' && !is_deleted ? updated_at : null
}

/** @param days `sd_auto_close_days`; less than 0 tells since when what is due now has waited */
export function autoCloseAt(since: string, days: number): string {
  return new Date(Date.parse(since) + days * DAY_MS).toISOString()
}

/** A ticket as far as this rule decides on it, with the reply that its customer has not answered. */
export type WaitingTicket = {
  readonly ticket: Ticket
  readonly reply_event_id: string | null
  /** The due time that agents were told of last. */
  readonly warned_of: string | null
}

export const waitingTicketAggregate: Aggregate<WaitingTicket, TicketEvent> = {
  resource: 'ticket',
  evolution: {
    initialState: { ticket: noTicket, reply_event_id: null, warned_of: null },
    evolve: ({ ticket, reply_event_id, warned_of }, event) => ({
      ticket: evolveTicket(ticket, event),
      reply_event_id: isStaffReply(event) ? event.id : reply_event_id,
      warned_of: event.type === 'TicketAutoCloseWarned' ? event.data.due_at : warned_of,
    }),
  },
}

export type AutoClose = {
  /** When it was found to be due; it is closed if that is still so. */
  readonly dueAt: string
  readonly days: number
  readonly now: string
}

/** Nothing where anything has happened since. */
export function closeWaitingTicket(
  { ticket, reply_event_id }: WaitingTicket,
  { dueAt, days, now }: AutoClose,
): Decided<TicketEvent>[] {
  const since = waitingSince(ticket)
  if (since === null || reply_event_id === null) return []
  if (autoCloseAt(since, days) !== dueAt || Date.parse(dueAt) > Date.parse(now)) return []
  return [
    {
      type: 'TicketClosed',
      data: { closed_by: 'automation', agent_id: null },
      rule: {
        name: 'auto_close',
        answers: { event_id: reply_event_id },
        actor: systemActor,
      },
    },
  ]
}

/** How long before it is closed a ticket's agents are told. */
const WARNED_DAYS_BEFORE = 1

/** Since when what is to be warned of now has waited; `null` where there are too few days for a warning. */
export function warnedSince(now: string, days: number): string | null {
  return days > WARNED_DAYS_BEFORE ? autoCloseAt(now, WARNED_DAYS_BEFORE - days) : null
}

/** Once for each due time; nothing where anything has happened since, or where it is closed by now. */
export function warnOfAutoClose(
  { ticket, reply_event_id, warned_of }: WaitingTicket,
  { dueAt, days, now }: AutoClose,
): Decided<TicketEvent>[] {
  const since = waitingSince(ticket)
  const from = warnedSince(now, days)
  if (since === null || reply_event_id === null || from === null) return []
  if (autoCloseAt(since, days) !== dueAt || warned_of === dueAt) return []
  if (Date.parse(since) > Date.parse(from) || Date.parse(dueAt) <= Date.parse(now)) return []
  return [
    {
      type: 'TicketAutoCloseWarned',
      data: { due_at: dueAt },
      rule: { name: 'auto_close', answers: { event_id: reply_event_id }, actor: systemActor },
    },
  ]
}

function isStaffReply(event: RecordedEvent<TicketEvent>): boolean {
  if (event.type !== 'TicketReplied') return false
  return !event.data.is_internal && event.data.sender.type !== 'customer'
}
