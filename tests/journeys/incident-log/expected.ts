import type { Incident, IncidentRecord } from './incidents.ts'
import { actorOf, callerAnswers, callerIsAsked, priorityOf, statusOf } from './mapping.ts'

/**
 * The oracle: what the contract says must be there after the replay of one incident. It knows the log and
 * the contract, and none of the program. People, groups and categories by name, `null` for none,
 * the desk's default department as `DEFAULT`.
 */
export type Expected = {
  readonly fields: Readonly<Record<Field, Value>>
  readonly changes: readonly Change[]
  /** Contract §5, in order. */
  readonly told: readonly { readonly agent: string; readonly type: string }[]
  readonly messages: readonly Actor[]
}

export type Field =
  | 'status'
  | 'priority'
  | 'department_id'
  | 'assigned_to'
  | 'labels'
  | 'is_resolved'
export type Value = string | boolean | null
export type Actor = 'staff' | 'customer' | `agent ${string}`
export type Change = { readonly field: Field; readonly from: Value; readonly to: Value; by: Actor }

export function expectedOf(incident: Incident, teams: ReadonlyMap<string, string>): Expected {
  const [first] = incident.records
  if (!first) throw new RangeError(`${incident.number} has no state`)
  const ticket = openTicket(first, teams)
  let before: IncidentRecord | undefined
  for (const now of incident.records) {
    const agent = actorOf(now, teams)
    const actor: Actor = agent === null ? 'staff' : `agent ${agent}`
    if (callerAnswers(before, now)) reply(ticket, 'customer')
    set(ticket, 'staff', 'assigned_to', now.resolver)
    set(ticket, 'staff', 'department_id', now.group ?? ticket.fields.department_id)
    set(ticket, 'staff', 'labels', now.category ?? '')
    if (now.state !== 'Closed') set(ticket, 'staff', 'is_resolved', now.state === 'Resolved')
    set(ticket, actor, 'priority', priorityOf(now))
    set(ticket, actor, 'status', statusOf(now))
    if (callerIsAsked(before, now)) reply(ticket, actor)
    before = now
  }
  return ticket
}

type Open = {
  readonly fields: Record<Field, Value>
  readonly changes: Change[]
  readonly told: { agent: string; type: string }[]
  readonly messages: Actor[]
}

function openTicket(first: IncidentRecord, teams: ReadonlyMap<string, string>): Open {
  const department_id = first.group ?? 'DEFAULT'
  const members = [...teams].filter(([, team]) => team === department_id)
  const priority = priorityOf(first)
  return {
    fields: {
      status: 'open',
      priority,
      department_id,
      assigned_to: null,
      labels: '',
      is_resolved: false,
    },
    changes: [],
    told: members.map(([agent]) => ({ agent, type: 'ticket_created' })),
    messages: [],
  }
}

function set(ticket: Open, by: Actor, field: Field, to: Value): void {
  const from = ticket.fields[field]
  if (from === to) return
  ticket.changes.push({ field, from, to, by })
  ticket.fields[field] = to
  if (field === 'assigned_to') {
    tell(ticket, 'ticket_assigned', by)
    tellAgent(ticket, { agent: from, type: 'ticket_unassigned', by })
  }
  if (['status', 'priority', 'department_id'].includes(field)) tell(ticket, 'ticket_status', by)
}

function reply(ticket: Open, by: Actor): void {
  ticket.messages.push(by)
  if (by !== 'customer') return tell(ticket, 'ticket_staff_reply', by)
  tell(ticket, 'ticket_reply', by)
  if (ticket.fields.status === 'closed') set(ticket, by, 'status', 'open')
}

/** The assignee, if there is one and did not do it itself. */
function tell(ticket: Open, type: string, by: Actor): void {
  tellAgent(ticket, { agent: ticket.fields.assigned_to, type, by })
}

function tellAgent(
  { told }: Open,
  { agent, type, by }: { agent: Value; type: string; by: Actor },
): void {
  if (typeof agent !== 'string' || by === `agent ${agent}`) return
  told.push({ agent, type })
}
