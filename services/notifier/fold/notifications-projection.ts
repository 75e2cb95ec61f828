import { agent } from '@deskhive/shared/domain/agent/agent.ts'
import { customer } from '@deskhive/shared/domain/customer/customer.ts'
import { department } from '@deskhive/shared/domain/department/department.ts'
import { eventTypesOf } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { SettingsEvent } from '@deskhive/shared/domain/settings/settings.ts'
import { parseTicketEvent, ticketEventTypes } from '@deskhive/shared/domain/ticket/event-types.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import { parseStreamName, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { whoHears } from '@deskhive/shared/notifications/policies/policies.ts'
import { changeOfTicket, unknownTicket } from '@deskhive/shared/notifications/ticket-at-event.ts'
import type { Projection, RowReference, Rows } from '@deskhive/shared/projection/projection.ts'
import type { IsNews } from '../news.ts'
import { changeAgent, changeNamed, changeVisibility, rosterIn, theRoster } from './people.ts'
import { agents, customers, departments, notifierTables, tickets } from './tables.ts'
import { type OutgoingChannel, tell } from './tell.ts'

/**
 * Events → the state in force, and what agents are told of it: one projection, so that a policy sees
 * the state as it was at its event, whatever else is in the batch.
 * @param channels what this desk can deliver on beside `in_app`
 * @param isNews of what may leave the house
 */
export function notificationsProjection(
  channels: readonly OutgoingChannel[],
  isNews: IsNews,
): Projection {
  return {
    name: 'notifications',
    tables: notifierTables,
    types: new Set([
      ...eventTypesOf(agent),
      ...Object.values(customer.events),
      ...Object.values(department.events),
      ...ticketEventTypes,
      settingsChanged,
    ]),
    streamRow,
    touches,
    apply: (event, rows) => apply(event, rows, isNews(event) ? channels : []),
  }
}

const settingsChanged = 'SettingsChanged' satisfies SettingsEvent['type']

const streamTables = {
  [agent.name]: agents,
  [customer.name]: customers,
  [department.name]: departments,
  ticket: tickets,
}

function streamRow(event: RecordedEvent): RowReference | null {
  const { resource, id } = subjectOf(event)
  const table = streamTables[resource]
  return table === undefined ? null : { table, key: { id } }
}

function touches(event: RecordedEvent): RowReference[] {
  if (event.type === settingsChanged || subjectOf(event).resource === agent.name) return [theRoster]
  const ticketEvent = parseTicketEvent(event)
  return ticketEvent === null ? [] : [theRoster, ...namesTouched(ticketEvent)]
}

/** Who and what a notification may have to name, beside the ticket. */
function namesTouched(event: TicketEvent): RowReference[] {
  if (event.type === 'TicketCreated') {
    return [{ table: customers, key: { id: event.data.customer_id } }]
  }
  if (event.type === 'TicketMovedToDepartment' && event.data.department_id !== null) {
    return [{ table: departments, key: { id: event.data.department_id } }]
  }
  return []
}

function apply(event: RecordedEvent, rows: Rows, channels: readonly OutgoingChannel[]): void {
  const { resource, id } = subjectOf(event)
  if (event.type === settingsChanged) return changeVisibility(event, rows)
  if (resource === agent.name) return changeAgent(event, id, rows)
  if (resource === customer.name) return changeNamed(event, { table: customers, id }, rows)
  if (resource === department.name) return changeNamed(event, { table: departments, id }, rows)

  const ticketEvent = parseTicketEvent(event)
  if (ticketEvent !== null) changeTicket(ticketEvent, { id, rows, channels })
}

function changeTicket(
  event: RecordedEvent<TicketEvent>,
  { id, rows, channels }: { id: number; rows: Rows; channels: readonly OutgoingChannel[] },
): void {
  const before = rows.get(tickets, { id })
  const ticket = {
    ...(before ?? unknownTicket),
    ...changeOfTicket(event),
    id,
    revision: event.revision,
  }
  rows.put(tickets, ticket)

  const { agents: onRoster, gone, department_visibility } = rosterIn(rows)
  const desk = {
    ticket,
    previousAssignee: before?.assigned_to ?? null,
    roster: onRoster,
    gone,
    departmentVisibility: department_visibility,
    ...namesIn(event, rows),
  }
  for (const notice of whoHears(event, desk)) {
    tell(notice, { event, ticketId: id, roster: onRoster, channels }, rows)
  }
}

/** Names are those at the time of the event; a thing that was never heard of has none. */
function namesIn(event: TicketEvent, rows: Rows) {
  const [touched] = namesTouched(event)
  const names = { customerName: 'A customer', departmentName: 'another department' }
  if (touched === undefined) return names
  if (event.type === 'TicketCreated') {
    const row = rows.get(customers, touched.key)
    return { ...names, customerName: row?.name ?? names.customerName }
  }
  const row = rows.get(departments, touched.key)
  return { ...names, departmentName: row?.name ?? names.departmentName }
}

function subjectOf(event: RecordedEvent) {
  return parseStreamName(event.stream) ?? { resource: '', id: 0 }
}
