import type { TicketEvent } from '../../domain/ticket/events.ts'
import { isImported, type RecordedEvent } from '../../kernel/event.ts'
import type { Desk, Notice, Policy } from './policy.ts'
import { ticketAssigned } from './ticket-assigned.ts'
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
]

/** Events that came together in one append are judged one by one. Of what is imported nobody is told. */
export function whoHears(event: RecordedEvent<TicketEvent>, desk: Desk): readonly Notice[] {
  if (isImported(event)) return []
  return policies.flatMap((policy) => policy(event, desk))
}
