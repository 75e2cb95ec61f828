import { z } from 'zod'
import type { OutgoingTicket } from '#commands/import/source.ts'
import { inOrder } from './in-order.ts'
import { personCalled } from './people.ts'

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString())

/** What Zendesk sends of a change: ids and numbers as text, or as numbers. */
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.unknown()), z.null()])

const auditEvent = z.object({
  type: z.string(),
  field_name: z.string().nullish(),
  value: value.optional().catch(undefined),
  body: z.string().nullish(),
  public: z.boolean().nullish(),
  author_id: z.number().nullish(),
})
const audit = z.object({
  created_at: moment,
  author_id: z.number(),
  events: z.array(auditEvent),
})

export const zendeskTicket = z.object({
  id: z.number(),
  subject: z.string().nullish(),
  raw_subject: z.string().nullish(),
  description: z.string().nullish(),
  status: z.string(),
  priority: z.string().nullish(),
  requester_id: z.number(),
  assignee_id: z.number().nullish(),
  group_id: z.number().nullish(),
  tags: z.array(z.string()).nullish(),
  created_at: moment,
  updated_at: moment,
  audits: z.array(audit).default([]),
})
type ZendeskTicket = z.output<typeof zendeskTicket>
type Audit = z.output<typeof audit>
type AuditEvent = z.output<typeof auditEvent>

type User = {
  readonly id: number
  readonly name: string
  readonly email?: string | null | undefined
  readonly role?: string | null | undefined
}
export type Directory = {
  readonly users: Map<number, User>
  readonly groups: Map<number, { readonly id: number; readonly name: string }>
}

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

function groupName(id: number, { groups }: Directory): string {
  return groups.get(id)?.name ?? `Zendesk group ${id}`
}

function personOf(id: number, { users }: Directory) {
  const user = users.get(id)
  if (user === undefined) return personCalled(`Zendesk user ${id}`, 'zendesk')
  const { name, email } = user
  // Several may have one name.
  return { name, email: email || personCalled(`${name} ${id}`, 'zendesk').email }
}
