import type { OutgoingTicket } from '#commands/import/source.ts'
import { inOrder } from './in-order.ts'
import type { Audit, AuditEvent, ZendeskTicket } from './zendesk-export.ts'
import { type Directory, groupName, personOf } from './zendesk-people.ts'

/** The first audit made the ticket; the others are what happened to it. Without any, how it stands now is known. */
export function ticketOf(ticket: ZendeskTicket, directory: Directory): OutgoingTicket {
  const [first, ...later] = ticket.audits.toSorted((a, b) => compare(a.created_at, b.created_at))
  const past =
    first === undefined
      ? unaudited(ticket, directory)
      : {
          begun: fieldsOf(first.events, directory),
          entries: later.flatMap((one) => entriesOf(one, ticket, directory)),
        }
  return {
    ...past.begun,
    ...textsOf(ticket, first),
    is_resolved: undefined,
    external_id: String(ticket.id),
    customer: personOf(ticket.requester_id, directory),
    created_at: ticket.created_at,
    labels: ticket.tags ?? [],
    history: inOrder(ticket.created_at, past.entries),
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))

function textsOf(ticket: ZendeskTicket, first: Audit | undefined) {
  const title = ticket.subject || ticket.raw_subject || `Ticket ${ticket.id}`
  const content = ticket.description || first?.events.find(isComment)?.body || title
  return { title, content }
}

type Past = { readonly begun: Fields; readonly entries: readonly Entry[] }

/** Its status is that of its last change; the rest is taken for how it began. */
function unaudited(ticket: ZendeskTicket, directory: Directory): Past {
  const now = fieldsOf(
    [
      change('status', ticket.status),
      change('priority', ticket.priority ?? null),
      change('group_id', ticket.group_id ?? null),
      change('assignee_id', ticket.assignee_id ?? null),
    ],
    directory,
  )
  const { status, is_resolved, ...begun } = now
  return { begun, entries: [{ at: ticket.updated_at, status, is_resolved }] }
}

type Entry = { readonly at: string; readonly [field: string]: unknown }

const change = (field_name: string, of: string | number | null): AuditEvent => ({
  type: 'Change',
  field_name,
  value: of,
})
const isComment = ({ type }: AuditEvent) => type === 'Comment'

/** One entry for what an audit changed and one for each of its comments. */
function entriesOf(
  { created_at, author_id, events }: Audit,
  ticket: ZendeskTicket,
  directory: Directory,
) {
  const at = created_at
  const by = directory.users.get(author_id)?.email ?? personOf(author_id, directory).name
  const messages = events.flatMap((event) => {
    if (!isComment(event) || !event.body?.trim()) return []
    const author = event.author_id ?? author_id
    const from = isCustomer(author, ticket, directory) ? 'customer' : 'agent'
    const is_internal = from === 'agent' && event.public === false
    return [
      {
        at,
        by: personOf(author, directory).email,
        message: { content: event.body, from, is_internal },
      },
    ]
  })
  const fields = fieldsOf(events, directory)
  return Object.keys(fields).length === 0 ? messages : [...messages, { at, by, ...fields }]
}

function isCustomer(author: number, ticket: ZendeskTicket, { users }: Directory): boolean {
  return author === ticket.requester_id || users.get(author)?.role === 'end-user'
}

type Fields = {
  status?: string
  is_resolved?: boolean
  priority?: string | null
  department?: string | null
  assigned_to?: { readonly name: string; readonly email: string } | null
}

function fieldsOf(events: readonly AuditEvent[], directory: Directory): Fields {
  const fields: Fields = {}
  for (const { type, field_name, value } of events) {
    if ((type !== 'Create' && type !== 'Change') || value === undefined) continue
    setField(
      fields,
      { field: field_name ?? '', value: value === null ? null : String(value) },
      directory,
    )
  }
  return fields
}

/** New: nobody has looked at it. Open: an agent's turn. Pending: the customer's. Hold: somebody else's. */
const statuses: Readonly<Record<string, string>> = {
  new: 'open',
  open: 'in_progress',
  pending: 'on_hold',
  hold: 'on_hold',
  solved: 'closed',
  closed: 'closed',
}
const priorities: Readonly<Record<string, string>> = {
  urgent: 'critical',
  high: 'high',
  normal: 'medium',
  low: 'low',
}

function setField(
  fields: Fields,
  { field, value }: { readonly field: string; readonly value: string | null },
  directory: Directory,
): void {
  switch (field) {
    case 'status':
      fields.status = statuses[value ?? ''] ?? String(value)
      if (value !== 'closed') fields.is_resolved = value === 'solved'
      break
    case 'priority':
      fields.priority = value === null ? null : (priorities[value] ?? value)
      break
    case 'group_id':
      fields.department = value ? groupName(Number(value), directory) : null
      break
    case 'assignee_id':
      fields.assigned_to = value ? personOf(Number(value), directory) : null
      break
    default: // of what else there is, this desk keeps nothing
  }
}
