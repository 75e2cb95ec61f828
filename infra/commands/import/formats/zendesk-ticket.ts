import type { RefusedInput, SourceItem } from '#commands/import/source.ts'
import { inOrder } from './in-order.ts'
import {
  beginReading,
  isComment,
  isPrivate,
  type Read,
  readComment,
  textOf,
} from './zendesk-comments.ts'
import type { Audit, AuditEvent, ZendeskTicket } from './zendesk-export.ts'
import { type Directory, groupName, personOf } from './zendesk-people.ts'

/**
 * The first audit made the ticket, and its first comment is what the customer asks unless it is private; the others
 * are what happened to it. Without any, how it stands now is known.
 */
export function ticketOf(
  ticket: ZendeskTicket,
  { directory, line }: { readonly directory: Directory; readonly line: number },
): SourceItem {
  const read = beginReading(ticket, { directory, line })
  const [first, ...later] = ticket.audits.toSorted((a, b) => compare(a.created_at, b.created_at))
  const began = first ?? unauditedBeginning(ticket)
  const asked = began.events.find(isComment)
  const opening = asked !== undefined && isPrivate(asked, read) ? null : asked
  const beside = { ...began, events: began.events.filter((event) => event !== opening) }
  const passed = [commentsIn(beside, read), ...later.map((audit) => passedIn(audit, read))]
  const { begun, now } = first
    ? { begun: fieldsOf(first.events, directory), now: [] }
    : unaudited(ticket, directory)
  const entries = [...passed.flatMap((one) => one.entries), ...now]
  return {
    line,
    leftOut: passed.flatMap(({ leftOut }) => leftOut),
    ticket: {
      ...begun,
      ...textsOf(ticket, opening),
      is_resolved: undefined,
      external_id: String(ticket.id),
      customer: personOf(ticket.requester_id, directory),
      created_at: ticket.created_at,
      labels: ticket.tags ?? [],
      history: inOrder(ticket.created_at, entries),
    },
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))

/** @param opening `null` where what began the ticket is not for the customer */
function textsOf(ticket: ZendeskTicket, opening: AuditEvent | null | undefined) {
  const title = ticket.subject || ticket.raw_subject || `Ticket ${ticket.id}`
  if (opening === null) return { title, content: title }
  const content = ticket.description || (opening && textOf(opening)) || title
  return { title, content }
}

/** Of a ticket in which nothing is public, what began it is a note. */
function unauditedBeginning(ticket: ZendeskTicket): Audit {
  const { created_at, description, is_public, requester_id, submitter_id } = ticket
  const note = { type: 'Comment', body: description, public: false }
  const events = is_public === false && description?.trim() ? [note] : []
  return { created_at, author_id: submitter_id ?? requester_id, events }
}

/** Its status is that of its last change; the rest is taken for how it began. */
function unaudited(ticket: ZendeskTicket, directory: Directory) {
  const fields = fieldsOf(
    [
      change('status', ticket.status),
      change('priority', ticket.priority ?? null),
      change('group_id', ticket.group_id ?? null),
      change('assignee_id', ticket.assignee_id ?? null),
    ],
    directory,
  )
  const { status, is_resolved, ...begun } = fields
  return { begun, now: [{ at: ticket.updated_at, status, is_resolved }] }
}

const change = (field_name: string, of: string | number | null): AuditEvent => ({
  type: 'Change',
  field_name,
  value: of,
})

type Passed = { readonly entries: readonly Entry[]; readonly leftOut: readonly RefusedInput[] }
type Entry = { readonly at: string; readonly [field: string]: unknown }

/** An entry for each of its comments and one for all that it changed. */
function passedIn(audit: Audit, read: Read): Passed {
  const { entries, leftOut } = commentsIn(audit, read)
  const { directory } = read
  const { created_at: at, author_id, events } = audit
  const fields = fieldsOf(events, directory)
  if (Object.keys(fields).length === 0) return { entries, leftOut }
  const by = directory.users.get(author_id)?.email ?? personOf(author_id, directory).name
  return { entries: [...entries, { at, by, ...fields }], leftOut }
}

function commentsIn(audit: Audit, read: Read): Passed {
  const found = audit.events.filter(isComment).map((event) => readComment(event, audit, read))
  return {
    entries: found.flatMap(({ message }) => message ?? []),
    leftOut: found.flatMap(({ refused }) => refused ?? []),
  }
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
