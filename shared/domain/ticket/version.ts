import type { RecordedEvent } from '../../kernel/event.ts'
import type { TicketEvent } from './events.ts'
import type { Ticket } from './state.ts'

/** What events after the first may change. The rest of a ticket is as it was created. */
export const changingFields = [
  'status',
  'priority',
  'department_id',
  'category_id',
  'product_id',
  'labels',
  'assigned_to',
  'is_resolved',
  'is_locked',
  'last_reply_at',
  'last_reply_by',
  'closed_at',
  'updated_at',
  'is_deleted',
] as const satisfies readonly (keyof Ticket)[]

/** A ticket as it was from one of its events, the one with this revision, until the next. */
export type TicketVersion = Pick<
  Ticket,
  (typeof changingFields)[number] | 'customer_id' | 'created_at'
> & {
  readonly ticket_id: number
  readonly revision: number
  readonly from_position: number
  /** Of the next event; `null` while there is none. */
  readonly to_position: number | null
  /** When its event happened, and never before the versions before it. */
  readonly from_time: string
  readonly to_time: string | null
}

/** @param before the version that it ends, `null` for a ticket that was just created */
export function versionFrom(
  event: RecordedEvent<TicketEvent>,
  after: Ticket,
  before: TicketVersion | null,
): TicketVersion {
  const { id, customer_id, created_at } = after
  return {
    ...changingOf(after),
    ticket_id: id,
    customer_id,
    created_at,
    revision: event.revision,
    from_position: Number(event.position),
    to_position: null,
    from_time: laterOf(event.metadata.occurred_at, before?.from_time),
    to_time: null,
  }
}

export function endedBy(version: TicketVersion, next: TicketVersion): TicketVersion {
  return { ...version, to_position: next.from_position, to_time: next.from_time }
}

function changingOf(ticket: Ticket): Pick<Ticket, (typeof changingFields)[number]> {
  const { status, priority, department_id, category_id, product_id, labels, assigned_to } = ticket
  const { is_resolved, is_locked, last_reply_at, last_reply_by } = ticket
  const { closed_at, updated_at, is_deleted } = ticket
  return {
    status,
    priority,
    department_id,
    category_id,
    product_id,
    labels,
    assigned_to,
    is_resolved,
    is_locked,
    last_reply_at,
    last_reply_by,
    closed_at,
    updated_at,
    is_deleted,
  }
}

function laterOf(at: string, earlier: string | undefined): string {
  if (earlier === undefined) return at
  return Date.parse(at) >= Date.parse(earlier) ? at : earlier
}
