import type { Decided } from '../../kernel/decider.ts'
import { type Happening, type RecordedEvent, streamName } from '../../kernel/event.ts'
import type { TicketPatch } from './commands.ts'
import { changeTicket, createTicket } from './decide.ts'
import type { TicketEvent, TicketEventData } from './events.ts'
import { evolveTicket, noTicket } from './state.ts'
import type { Closer } from './vocabulary.ts'

/** What another desk tells of one of its tickets, with the ids of this one; oldest first. */
export type TicketPast = {
  readonly id: number
  readonly created: Happening & { readonly data: TicketEventData<'TicketCreated'> }
  readonly entries: readonly PastEntry[]
}

/** A message comes before the changes that were made with it. */
export type PastEntry = Happening & {
  readonly patch: TicketPatch
  readonly message: TicketEventData<'TicketReplied'> | null
}

/**
 * The same events as if all of it had been done here, each with its own time and author. No rule of this
 * desk acts on it: that a customer's message reopened a ticket is said by the other desk, or did not happen.
 */
export function importTicket({ id, created, entries }: TicketPast): Decided<TicketEvent>[] {
  const past: Decided<TicketEvent>[] = []
  let ticket = noTicket
  const add = (events: readonly TicketEvent[], { actor, occurred_at }: Happening): void => {
    for (const event of events) {
      past.push({ ...event, happened: { actor, occurred_at } })
      ticket = evolveTicket(ticket, asRecorded(event, id, occurred_at))
    }
  }

  add(createTicket(created.data), created)
  for (const entry of entries) {
    if (entry.message !== null) add([{ type: 'TicketReplied', data: entry.message }], entry)
    const closer = closerOf(entry.actor)
    const { department_id, ...patch } = entry.patch
    // An entry tells how the ticket stood after it: whoever got it has it in that department.
    add(changeTicket(ticket, { patch: { department_id }, closer }), entry)
    add(changeTicket(ticket, { patch, closer }), entry)
  }
  return past
}

/** Somebody of whom only a name is known is staff of the other desk: the assignee gets the resolution. */
function closerOf({ type, id }: Happening['actor']): Closer {
  if (type === 'agent') return { closed_by: 'agent', agent_id: Number(id) }
  return { closed_by: type === 'customer' ? 'customer' : 'staff', agent_id: null }
}

/** As far as folding asks: which ticket, and when. */
function asRecorded(
  event: TicketEvent,
  id: number,
  occurred_at: string,
): RecordedEvent<TicketEvent> {
  return {
    ...event,
    id: '',
    stream: streamName('ticket', id),
    revision: 0,
    position: 0n,
    recorded_at: occurred_at,
    metadata: { ...nobody, occurred_at },
  }
}

const nobody = {
  $correlationId: '',
  $causationId: '',
  command_id: '',
  command_type: '',
  request_id: '',
  actor_type: 'system',
  actor_id: '0',
  actor_name: '',
  schema_version: '1',
} as const
