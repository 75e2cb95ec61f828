import type { RecordedEvent } from '../../kernel/event.ts'
import type { TicketEvent } from '../ticket/events.ts'
import type { Ticket } from '../ticket/state.ts'
import type { TicketPriority, TicketStatus } from '../ticket/vocabulary.ts'

/**
 * What reports count, folded from the streams of tickets: the one place that says so, for the kept tables
 * and for the replay alike. Every event gives at most
 *
 * - one fact: something that happened and counts for the agent and the department it was then;
 * - one state left and one state entered: sums of these tell which tickets are where, at any time.
 *
 * Nothing given is ever changed by a later event, so a report of the past is a report on fewer of them.
 */
export type TicketFacts = {
  readonly fact: ReportFact | null
  readonly states: readonly ReportState[]
  readonly progress: ReportProgress
}

/** A public reply of an agent, an assignment, an entry to `closed`, or a change from it to another status. */
export type FactKind = 'assigned' | 'replied' | 'resolved' | 'reopened'

export type ReportFact = {
  /** Of the event: each gives one fact at most. */
  readonly position: number
  readonly kind: FactKind
  readonly at: string
  readonly ticket_id: number
  /** assigned: to whom · replied: who wrote it · resolved: whose it is · reopened: the assignee. */
  readonly agent_id: number | null
  readonly department_id: number | null
  /** The first reply, or the first entry to `closed`, of its ticket. */
  readonly is_first: boolean
  /** Closed by a rule: counted apart. */
  readonly is_automatic: boolean
  readonly since_creation_ms: number
  /** A reply that ends a run of the customer's messages: since the oldest of the run. */
  readonly waited_ms: number | null
}

/** A ticket enters (+1) or leaves (−1) this combination. Deleted ones are in none. */
export type ReportState = {
  readonly position: number
  readonly change: 1 | -1
  readonly at: string
  readonly ticket_id: number
  /** It did not exist before. */
  readonly is_creation: boolean
  readonly ticket_created_at: string
  readonly status: TicketStatus
  /**
   * Left for another status, or by a deletion: for how long it had been in this one. 0 where it enters one, `null`
   * where the status goes on.
   */
  readonly status_ms: number | null
  readonly priority: TicketPriority
  readonly department_id: number | null
  readonly assigned_to: number | null
}

/** What has to be remembered of a ticket beside its fields. */
export type ReportProgress = {
  readonly ticket_id: number
  readonly has_reply: boolean
  readonly has_closing: boolean
  /** When the customer wrote the oldest message that no agent has answered yet. */
  readonly waiting_since: string | null
}

/** What a report wants to know of a ticket. */
export type ReportedTicket = Pick<
  Ticket,
  | 'id'
  | 'status'
  | 'status_since'
  | 'priority'
  | 'department_id'
  | 'assigned_to'
  | 'created_at'
  | 'is_deleted'
>

type Step = {
  readonly before: ReportedTicket | null
  readonly after: ReportedTicket
  readonly progress: ReportProgress
}

export function noProgress(ticket_id: number): ReportProgress {
  return { ticket_id, has_reply: false, has_closing: false, waiting_since: null }
}

export function factsOf(event: RecordedEvent<TicketEvent>, step: Step): TicketFacts {
  return {
    fact: factOf(event, step),
    states: statesOf(event, step),
    progress: progressAfter(event, step.progress),
  }
}

function factOf(event: RecordedEvent<TicketEvent>, step: Step): ReportFact | null {
  const { after, progress } = step
  const fact = (kind: FactKind, more: Partial<ReportFact>): ReportFact => ({
    position: Number(event.position),
    kind,
    at: event.metadata.occurred_at,
    ticket_id: after.id,
    agent_id: after.assigned_to,
    department_id: after.department_id,
    is_first: false,
    is_automatic: false,
    since_creation_ms: msBetween(after.created_at, event.metadata.occurred_at),
    waited_ms: null,
    ...more,
  })

  switch (event.type) {
    case 'TicketAssigned':
      return fact('assigned', {})
    case 'TicketReplied':
      return isAgentsReply(event) ? fact('replied', replied(event, progress)) : null
    case 'TicketClosed':
      return fact('resolved', {
        agent_id: event.data.agent_id ?? after.assigned_to,
        is_first: !progress.has_closing,
        is_automatic: event.data.closed_by === 'automation',
      })
    case 'TicketReopened':
      return fact('reopened', {})
    default:
      return null
  }
}

type Replied = Extract<RecordedEvent<TicketEvent>, { type: 'TicketReplied' }>

/** By the author's role when it was written; internal notes reach nobody outside. */
function isAgentsReply({ data }: Replied): boolean {
  return !data.is_internal && data.sender.type === 'agent'
}

function replied(
  { data, metadata }: Replied,
  { has_reply, waiting_since }: ReportProgress,
): Partial<ReportFact> {
  return {
    agent_id: data.sender.id,
    is_first: !has_reply,
    waited_ms: waiting_since === null ? null : msBetween(waiting_since, metadata.occurred_at),
  }
}

function progressAfter(
  event: RecordedEvent<TicketEvent>,
  progress: ReportProgress,
): ReportProgress {
  if (event.type === 'TicketClosed') {
    return progress.has_closing ? progress : { ...progress, has_closing: true }
  }
  if (event.type !== 'TicketReplied' || event.data.is_internal) return progress

  const { type } = event.data.sender
  if (type === 'agent') {
    const isAnswered = progress.has_reply && progress.waiting_since === null
    return isAnswered ? progress : { ...progress, has_reply: true, waiting_since: null }
  }
  if (type !== 'customer' || progress.waiting_since !== null) return progress
  return { ...progress, waiting_since: event.metadata.occurred_at }
}

function statesOf(event: RecordedEvent<TicketEvent>, { before, after }: Step): ReportState[] {
  const left = before === null || before.is_deleted ? null : before
  const entered = after.is_deleted ? null : after
  if (left !== null && entered !== null && isSameState(left, entered)) return []

  const { occurred_at: at } = event.metadata
  const state = (ticket: ReportedTicket, change: 1 | -1): ReportState => ({
    position: Number(event.position),
    change,
    at,
    ticket_id: ticket.id,
    is_creation: before === null,
    ticket_created_at: ticket.created_at,
    status: ticket.status,
    status_ms: change === 1 ? enteredMs({ left, entered }) : leftMs({ left, entered }, at),
    priority: ticket.priority,
    department_id: ticket.department_id,
    assigned_to: ticket.assigned_to,
  })
  return [
    ...(left === null ? [] : [state(left, -1)]),
    ...(entered === null ? [] : [state(entered, 1)]),
  ]
}

type Passage = { readonly left: ReportedTicket | null; readonly entered: ReportedTicket | null }

const goesOn = ({ left, entered }: Passage) => left?.status === entered?.status

const enteredMs = (passage: Passage) => (goesOn(passage) ? null : 0)

function leftMs(passage: Passage, at: string): number | null {
  const { left } = passage
  return left === null || goesOn(passage) ? null : msBetween(left.status_since, at)
}

function isSameState(one: ReportedTicket, other: ReportedTicket): boolean {
  return (
    one.status === other.status &&
    one.priority === other.priority &&
    one.department_id === other.department_id &&
    one.assigned_to === other.assigned_to
  )
}

function msBetween(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from)
}
