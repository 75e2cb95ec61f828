import type { TicketEvent } from '../domain/ticket/events.ts'
import { type TicketState, ticketEvolution } from '../domain/ticket/state.ts'
import { parseStreamName, type RecordedEvent } from '../kernel/event.ts'

type Row = { readonly [column: string]: unknown }

/** What never changes, or is no column of a version. */
const leftOut = new Set([
  'id',
  'reference_id',
  'title',
  'content',
  'status_since',
  'custom_fields',
  'likes',
])

/** The rows of `ticket_versions` for one ticket: its state after each event, until the next. */
export function foldVersions(events: readonly RecordedEvent<TicketEvent>[]): Row[] {
  const states: TicketState[] = []
  const times: number[] = []
  for (const event of events) {
    states.push(ticketEvolution.evolve(states.at(-1) ?? ticketEvolution.initialState, event))
    times.push(Math.max(Date.parse(event.metadata.occurred_at), times.at(-1) ?? 0))
  }
  const timeOf = (index: number) => {
    const ms = times[index]
    return ms === undefined ? null : new Date(ms).toISOString()
  }
  return states.map((state, index) => ({
    ...Object.fromEntries(Object.entries(state).filter(([field]) => !leftOut.has(field))),
    ticket_id: state.id,
    revision: events[index]?.revision,
    from_position: Number(events[index]?.position),
    to_position: index + 1 < events.length ? Number(events[index + 1]?.position) : null,
    from_time: timeOf(index),
    to_time: timeOf(index + 1),
  }))
}

/** Resource → what is shown of it beside a ticket: its name, and a second field. */
const shownBeside: { readonly [resource: string]: readonly [string, string?] } = {
  department: ['name'],
  category: ['name'],
  product: ['name'],
  customer: ['name', 'email'],
  agent: ['name'],
  label: ['name', 'color'],
  customField: ['label', 'type'],
}

/** The rows of `reference_names`. */
export function foldReferenceNames(streams: Iterable<readonly RecordedEvent[]>): Row[] {
  return [...streams].flat().flatMap((event) => {
    const { resource, id } = parseStreamName(event.stream) ?? { resource: '', id: 0 }
    const [named, beside = ''] = shownBeside[resource] ?? []
    if (named === undefined) return []
    const row = {
      name: event.data[named] ?? null,
      detail: event.data[beside] ?? null,
      is_deleted: event.type.endsWith('Deleted'),
    }
    if (row.name === null && row.detail === null && !row.is_deleted) return []
    const { occurred_at: at } = event.metadata
    return [{ ...row, position: Number(event.position), resource, resource_id: id, at }]
  })
}
