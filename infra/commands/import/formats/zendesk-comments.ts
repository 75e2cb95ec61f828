import type { RefusedInput } from '#commands/import/source.ts'
import { textOfHtml } from './text-of-html.ts'
import type { Audit, AuditEvent, ZendeskTicket } from './zendesk-export.ts'
import { type Directory, personOf } from './zendesk-people.ts'

const commentTypes = new Set(['Comment', 'VoiceComment', 'FacebookComment'])

export function isComment({ type }: AuditEvent): boolean {
  return commentTypes.has(type)
}

/** @returns `''` where there is none */
export function textOf({ body, plain_body, html_body, data }: AuditEvent): string {
  const written = [body, plain_body, textOfHtml(html_body ?? '')].find((text) => text?.trim()) ?? ''
  const spoken = data?.transcription_text?.trim() ?? ''
  if (written.includes(spoken)) return written
  return written === '' ? spoken : `${written}\n\n${spoken}`
}

/** A ticket while it is read, with what has to be known of all its audits. */
export type Read = {
  readonly ticket: ZendeskTicket
  readonly directory: Directory
  readonly line: number
  /** Whom it was ever assigned to: agents, also where the file does not tell them. */
  readonly assignees: ReadonlySet<number>
  /** The comments that were made private later. */
  readonly hidden: ReadonlySet<number>
}

export function beginReading(
  ticket: ZendeskTicket,
  { directory, line }: Pick<Read, 'directory' | 'line'>,
): Read {
  const events = ticket.audits.flatMap((audit) => audit.events)
  const assigned = events.filter(({ field_name }) => field_name === 'assignee_id')
  const hiding = events.filter((event) => event.type === hides && event.public === false)
  return {
    ticket,
    directory,
    line,
    assignees: new Set([ticket.assignee_id, ...assigned.map(({ value }) => value)].map(Number)),
    hidden: new Set(hiding.flatMap(({ comment_id }) => comment_id ?? [])),
  }
}

const hides = 'CommentPrivacyChange'

/** Also one that was made private later: whoever reads it here is not to. */
export function isPrivate(comment: AuditEvent, { hidden }: Pick<Read, 'hidden'>): boolean {
  return comment.public === false || hidden.has(comment.id ?? Number.NaN)
}

/** What the comment says and, where not all of it could be taken, why. */
export function readComment(comment: AuditEvent, audit: Audit, read: Read) {
  const { created_at: at } = audit
  const author = comment.author_id ?? audit.author_id
  const content = textOf(comment)
  if (content === '') {
    const reason = `What user ${author} wrote at ${at} has no text; it is left out.`
    return { message: null, refused: refuse('row', { comment: [reason] }, read) }
  }
  const isNote = isPrivate(comment, read)
  const { by, from, is_internal } = writtenBy(author, isNote, read)
  const message = { at, by, message: { content, from, is_internal } }
  if (isNote === is_internal) return { message, refused: null }
  const reason = `The file does not tell whether user ${author} is an agent, who wrote at ${at}; it is kept as an internal note.`
  return { message, refused: refuse('value', { author_id: [reason] }, read) }
}

/**
 * Who is neither known as a customer nor as an agent wrote no reply, and what is private is never public. A note of
 * somebody who is no agent is of a name that is nobody else's, so that it makes no agent of an account.
 */
function writtenBy(author: number, isNote: boolean, read: Read) {
  const { name, email } = personOf(author, read.directory)
  if (!isNote && isCustomer(author, read)) {
    return { by: email, from: 'customer', is_internal: false }
  }
  if (isAgent(author, read)) return { by: email, from: 'agent', is_internal: isNote }
  return { by: `${name} (no agent)`, from: 'agent', is_internal: true }
}

function isCustomer(author: number, { ticket, directory }: Read): boolean {
  return author === ticket.requester_id || directory.users.get(author)?.role === 'end-user'
}

function isAgent(author: number, { assignees, directory }: Read): boolean {
  const role = directory.users.get(author)?.role
  return role === 'agent' || role === 'admin' || (role !== 'end-user' && assignees.has(author))
}

function refuse(
  refused: 'row' | 'value',
  errors: RefusedInput['errors'],
  { ticket, line }: Read,
): RefusedInput {
  return { refused, external_id: String(ticket.id), line, errors }
}
