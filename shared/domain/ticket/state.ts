import type { Aggregate, Evolution } from '../../kernel/decider.ts'
import { idOfStream, type RecordedEvent } from '../../kernel/event.ts'
import type {
  CustomFieldOfTicket,
  TicketEvent,
  TicketEventData,
  TicketEventType,
} from './events.ts'
import { type Likes, likesAfter, noLikes } from './likes.ts'
import type { TicketPriority, TicketStatus } from './vocabulary.ts'

/** A ticket as its stream tells it. References are ids: what they name is looked up by who shows it. */
export type Ticket = {
  readonly id: number
  readonly reference_id: string
  readonly title: string
  readonly content: string
  readonly status: TicketStatus
  /** When it came to be in it. */
  readonly status_since: string
  readonly priority: TicketPriority
  readonly department_id: number | null
  readonly category_id: number | null
  readonly product_id: number | null
  readonly customer_id: number
  readonly labels: readonly number[]
  readonly assigned_to: number | null
  readonly custom_fields: readonly CustomFieldOfTicket[]
  readonly is_resolved: boolean
  readonly is_locked: boolean
  readonly last_reply_at: string | null
  readonly last_reply_by: 'staff' | 'customer' | null
  /** When it was closed last; `null` exactly while it is not closed. */
  readonly closed_at: string | null
  readonly created_at: string
  readonly updated_at: string
  readonly is_deleted: boolean
}

/** What clients see of one. Since when it is in its status is known now, and not kept of the past. */
export type ShownTicket = Omit<Ticket, 'status_since'>

/** What decisions need beside the ticket itself: which messages there are and who likes them. */
export type TicketState = Ticket & {
  readonly likes: Likes
}

/** Before its first event. */
export const noTicket: Ticket = {
  id: 0,
  reference_id: '',
  title: '',
  content: '',
  status: 'open',
  status_since: '',
  priority: 'medium',
  department_id: null,
  category_id: null,
  product_id: null,
  customer_id: 0,
  labels: [],
  assigned_to: null,
  custom_fields: [],
  is_resolved: false,
  is_locked: false,
  last_reply_at: null,
  last_reply_by: null,
  closed_at: null,
  created_at: '',
  updated_at: '',
  is_deleted: false,
}

export const ticketEvolution: Evolution<TicketState, TicketEvent> = {
  initialState: { ...noTicket, likes: noLikes },
  evolve: (state, event) => ({
    ...state,
    ...evolveTicket(state, event),
    likes: likesAfter(state.likes, event),
  }),
}

export const ticketAggregate: Aggregate<TicketState, TicketEvent> = {
  resource: 'ticket',
  evolution: ticketEvolution,
}

/** Nothing was done to the ticket itself: whoever waits for its customer waits on. */
const leavesTicketAlone: ReadonlySet<string> = new Set<TicketEventType>([
  'TicketMessageLiked',
  'TicketMessageUnliked',
  'TicketAutoCloseWarned',
])

/**
 * The ticket's fields after an event: the one place that says so, for decisions, read models,
 * history and replay alike.
 */
export function evolveTicket(ticket: Ticket, event: RecordedEvent<TicketEvent>): Ticket {
  if (leavesTicketAlone.has(event.type)) return ticket
  const at = event.metadata.occurred_at
  return { ...ticket, ...changeBy(event, at), updated_at: at }
}

function changeBy(event: RecordedEvent<TicketEvent>, at: string): Partial<Ticket> {
  switch (event.type) {
    case 'TicketCreated':
      return {
        ...noTicket,
        id: idOfStream(event.stream),
        ...event.data,
        status_since: at,
        created_at: at,
      }
    case 'TicketStatusChanged':
      return { status: event.data.status, status_since: at }
    case 'TicketClosed':
      return { status: 'closed', status_since: at, closed_at: at }
    case 'TicketReopened':
      return { status: event.data.status, status_since: at, closed_at: null }
    case 'TicketPrioritised':
      return { priority: event.data.priority }
    case 'TicketAssigned':
      return { assigned_to: event.data.agent_id }
    case 'TicketUnassigned':
      return { assigned_to: null }
    case 'TicketMovedToDepartment':
    case 'TicketCategorised':
    case 'TicketProductChanged':
    case 'TicketLabelled':
      return event.data
    case 'TicketMarkedResolved':
      return { is_resolved: true }
    case 'TicketMarkedUnresolved':
      return { is_resolved: false }
    case 'TicketLocked':
      return { is_locked: true }
    case 'TicketUnlocked':
      return { is_locked: false }
    case 'TicketReplied':
      return afterReply(event.data, at)
    case 'TicketDeleted':
      return { is_deleted: true }
    case 'TicketMessageLiked':
    case 'TicketMessageUnliked':
    case 'TicketAutoCloseWarned':
      return {}
    default:
      event satisfies never
      return {}
  }
}

/** An internal note is no reply: the customer still waits. */
function afterReply(
  { is_internal, sender }: TicketEventData<'TicketReplied'>,
  at: string,
): Partial<Ticket> {
  if (is_internal) return {}
  return { last_reply_at: at, last_reply_by: sender.type === 'customer' ? 'customer' : 'staff' }
}
