import type { RecordedEvent } from '../../kernel/event.ts'
import type { TicketEvent, TicketEventType } from './events.ts'

const listed: Record<TicketEventType, true> = {
  TicketCreated: true,
  TicketStatusChanged: true,
  TicketClosed: true,
  TicketReopened: true,
  TicketPrioritised: true,
  TicketAssigned: true,
  TicketUnassigned: true,
  TicketMovedToDepartment: true,
  TicketCategorised: true,
  TicketProductChanged: true,
  TicketLabelled: true,
  TicketMarkedResolved: true,
  TicketMarkedUnresolved: true,
  TicketLocked: true,
  TicketUnlocked: true,
  TicketReplied: true,
  TicketMessageLiked: true,
  TicketMessageUnliked: true,
  TicketAutoCloseWarned: true,
  TicketDeleted: true,
}

/** Every type of `TicketEvent`; a type that is missing here or does not exist is a type error. */
export const ticketEventTypes: ReadonlySet<string> = new Set(Object.keys(listed))

/** @returns the event, or `null` where it is none of a ticket or of a later version of this program */
export function parseTicketEvent(event: RecordedEvent): RecordedEvent<TicketEvent> | null {
  return ticketEventTypes.has(event.type) ? (event as RecordedEvent<TicketEvent>) : null
}
