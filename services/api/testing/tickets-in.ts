import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import { type TicketState, ticketEvolution } from '@deskhive/shared/domain/ticket/state.ts'
import { fold } from '@deskhive/shared/kernel/decider.ts'
import { parseEvent, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'

/** The streams of a resource, with what had happened. */
function streamsOf(resource: string, past: readonly RecordedEvent[]): RecordedEvent[][] {
  const streams = new Map<string, RecordedEvent[]>()
  for (const event of past) {
    if (!event.stream.startsWith(`${resource}-`)) continue
    streams.set(event.stream, [...(streams.get(event.stream) ?? []), event])
  }
  return [...streams.values()]
}

/** Everything of this kind that was there, by id. */
function thingsOf(resource: string, past: readonly RecordedEvent[]) {
  const things = streamsOf(resource, past).map((events) => {
    const data = Object.assign({}, ...events.map((event) => event.data))
    const isDeleted = events.some(({ type }) => type.endsWith('Deleted'))
    return [Number(events[0]?.stream.split('-')[1]), isDeleted ? null : data] as const
  })
  return (id: number | null, ...fields: string[]) => {
    const data = id === null ? null : (new Map(things).get(id) ?? null)
    if (data === null) return null
    return { id, ...Object.fromEntries(fields.map((field) => [field, data[field]])) }
  }
}

const seconds = (at: string | null) => (at === null ? null : `${at.slice(0, 19)}Z`)

/** The list of tickets, newest first, as an API should show it that has these events and no others. */
export function ticketsIn(past: readonly RecordedEvent[]) {
  const [departments, agents] = [thingsOf('department', past), thingsOf('agent', past)]
  const [labels, customers] = [thingsOf('label', past), thingsOf('customer', past)]
  return streamsOf('ticket', past)
    .map((events): TicketState => fold(ticketEvolution, events.map(parseEvent<TicketEvent>)))
    .filter(({ is_deleted }) => !is_deleted)
    .sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id - a.id)
    .map((ticket) => ({
      id: ticket.id,
      title: ticket.title,
      status: ticket.status,
      priority: ticket.priority,
      department: departments(ticket.department_id, 'name'),
      customer: customers(ticket.customer_id, 'name', 'email'),
      assigned_to: agents(ticket.assigned_to, 'name'),
      labels: ticket.labels.flatMap((id) => labels(id, 'name', 'color') ?? []),
      is_resolved: ticket.is_resolved,
      is_locked: ticket.is_locked,
      last_reply_at: seconds(ticket.last_reply_at),
      last_reply_by: ticket.last_reply_by,
      closed_at: seconds(ticket.closed_at),
      updated_at: seconds(ticket.updated_at),
    }))
}
