import type { NotificationType } from '../../domain/agent/notification-settings.ts'
import type { TicketEvent, TicketEventType } from '../../domain/ticket/events.ts'
import { isImported, type RecordedEvent } from '../../kernel/event.ts'
import {
  type Concern,
  type DeskAtEvent,
  isDoneBy,
  isOnRoster,
  type Notice,
  type Policy,
  type SilenceReason,
} from './policy.ts'
import { ticketAssigned } from './ticket-assigned.ts'
import { ticketClosingSoon } from './ticket-closing-soon.ts'
import { ticketCreated } from './ticket-created.ts'
import { ticketLocked } from './ticket-locked.ts'
import { ticketNote } from './ticket-note.ts'
import { ticketReply } from './ticket-reply.ts'
import { ticketStatus } from './ticket-status.ts'
import { ticketUnassigned } from './ticket-unassigned.ts'

/** Each gives notices of types of its own, so no agent is told one thing twice. */
const policies: readonly Policy[] = [
  ticketAssigned,
  ticketUnassigned,
  ticketReply,
  ticketNote,
  ticketStatus,
  ticketLocked,
  ticketCreated,
  ticketClosingSoon,
]

/** The policy that tells of a type, by the name of its file. */
export const policyOf: { readonly [type in NotificationType]: string } = {
  ticket_assigned: 'ticket-assigned',
  ticket_unassigned: 'ticket-unassigned',
  ticket_reply: 'ticket-reply',
  ticket_staff_reply: 'ticket-reply',
  ticket_note: 'ticket-note',
  ticket_mention: 'ticket-note',
  ticket_status: 'ticket-status',
  ticket_locked: 'ticket-locked',
  ticket_created: 'ticket-created',
  ticket_closing_soon: 'ticket-closing-soon',
}

const listened: { readonly [type in TicketEventType]: 'the assignee' | 'somebody' | 'nobody' } = {
  TicketCreated: 'somebody',
  TicketStatusChanged: 'the assignee',
  TicketClosed: 'the assignee',
  TicketReopened: 'the assignee',
  TicketPrioritised: 'the assignee',
  TicketAssigned: 'somebody',
  TicketUnassigned: 'somebody',
  TicketMovedToDepartment: 'the assignee',
  TicketCategorised: 'nobody',
  TicketProductChanged: 'nobody',
  TicketLabelled: 'nobody',
  TicketMarkedResolved: 'nobody',
  TicketMarkedUnresolved: 'nobody',
  TicketLocked: 'the assignee',
  TicketUnlocked: 'the assignee',
  TicketReplied: 'the assignee',
  TicketMessageLiked: 'nobody',
  TicketMessageUnliked: 'nobody',
  TicketAutoCloseWarned: 'somebody',
  TicketDeleted: 'nobody',
}

/** Whom policies look for when such an event happens. */
export function listenersTo(type: TicketEventType): (typeof listened)[TicketEventType] {
  return listened[type]
}

/** Events that came together in one append are judged one by one. Of what is imported nobody is told. */
export function whoHears(event: RecordedEvent<TicketEvent>, desk: DeskAtEvent): readonly Notice[] {
  if (isImported(event)) return []
  return concernsOf(event, desk)
    .filter(({ silence }) => silence === null)
    .map(({ notice }) => notice)
}

/** All whom it concerns, with the reason of those who do not hear of it. */
export function concernsOf(
  event: RecordedEvent<TicketEvent>,
  desk: DeskAtEvent,
): readonly Concern[] {
  return policies.flatMap((policy) =>
    policy(event, desk).map((found) => ({ ...found, silence: silenceOf(event, desk, found) })),
  )
}

function silenceOf(
  event: RecordedEvent<TicketEvent>,
  desk: DeskAtEvent,
  { notice: { agent_id }, silence }: Concern,
): SilenceReason | null {
  if (isImported(event)) return 'imported'
  if (!isOnRoster(desk, agent_id)) return 'inactive'
  return isDoneBy(event, agent_id) ? 'did_it_itself' : silence
}
