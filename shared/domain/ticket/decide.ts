import type { Decided } from '../../kernel/decider.ts'
import { systemActor } from '../../kernel/event.ts'
import { Refused } from '../../kernel/refused.ts'
import { isSameValue } from '../resource/decide-resource.ts'
import type { TicketPatch } from './commands.ts'
import type { TicketEvent, TicketEventData } from './events.ts'
import { likersOf } from './likes.ts'
import { answering } from './rules.ts'
import type { Ticket, TicketState } from './state.ts'
import type { Closer, Sender, TicketStatus } from './vocabulary.ts'

/** References are known to exist and defaults filled in when this is asked. */
export function createTicket(
  data: TicketEventData<'TicketCreated'>,
  autoAssignee: number | null = null,
): Decided<TicketEvent>[] {
  return [{ type: 'TicketCreated', data }, ...autoAssign(autoAssignee)]
}

type Change = {
  readonly patch: TicketPatch
  /** Who closes it, where the patch does. */
  readonly closer: Closer
  /** An agent who was deleted: a ticket of its is nobody's. */
  readonly goneAssignee?: number | null
  /** Who gets the ticket where `needsAutoAssignee` says that somebody should. */
  readonly autoAssignee?: number | null
}

/** One event for each field that differs; nothing for what is so already. */
export function changeTicket(ticket: Ticket, change: Change): Decided<TicketEvent>[] {
  requireLiving(ticket)
  const { patch, closer, autoAssignee = null, goneAssignee = null } = change
  return [
    ...changeAssignee(ticket, patch.assigned_to),
    ...changeDepartment(ticket, patch.department_id),
    ...(needsAutoAssignee(ticket, patch, goneAssignee) ? autoAssign(autoAssignee) : []),
    ...changeReferences(ticket, patch),
    ...changePriority(ticket, patch.priority),
    ...changeLabels(ticket, patch.labels),
    ...changeFlags(ticket, patch),
    ...changeStatus(ticket, patch.status, closer),
  ]
}

/** Nobody has it, it comes into another department, and whoever moves it leaves open who gets it. */
export function needsAutoAssignee(
  ticket: Ticket,
  patch: TicketPatch,
  goneAssignee: number | null,
): boolean {
  const { assigned_to, department_id, status = ticket.status } = patch
  const isNobodys = ticket.assigned_to === null || ticket.assigned_to === goneAssignee
  if (!isNobodys || assigned_to !== undefined || status === 'closed') return false
  return changeDepartment(ticket, department_id).length > 0 && department_id !== null
}

export function closeTicket(ticket: Ticket, closer: Closer): TicketEvent[] {
  requireLiving(ticket)
  return changeStatus(ticket, 'closed', closer)
}

export function deleteTicket(ticket: Ticket): TicketEvent[] {
  requireLiving(ticket)
  return [{ type: 'TicketDeleted', data: {} }]
}

/** Staff may write on a locked ticket; agents and customers may not. A customer's reply reopens. */
export function replyToTicket(
  ticket: Ticket,
  reply: TicketEventData<'TicketReplied'>,
): Decided<TicketEvent>[] {
  requireLiving(ticket)
  if (ticket.is_locked && reply.sender.type !== 'user') {
    throw new Refused(
      'LOCKED',
      'This ticket is locked; only an internal API key can reply, and not as its customer',
    )
  }
  const replied: TicketEvent = { type: 'TicketReplied', data: reply }
  if (ticket.status !== 'closed' || !isCustomer(reply.sender)) return [replied]
  const reopened: TicketEvent = {
    type: 'TicketReopened',
    data: { status: 'open', by_rule: 'customer_reply' },
  }
  return [replied, answering({ name: 'customer_reply' }, reopened)]
}

/** Likes a message, or takes the agent's like back. */
export function toggleLike(
  ticket: TicketState,
  like: { message_id: number; agent_id: number },
): TicketEvent[] {
  requireLiving(ticket)
  const likes = likersOf(ticket.likes, like.message_id)
  if (!likes) throw new Refused('NOT_FOUND', 'This message does not exist')
  const type = likes.includes(like.agent_id) ? 'TicketMessageUnliked' : 'TicketMessageLiked'
  return [{ type, data: like }]
}

const isCustomer = (sender: Sender) => sender.type === 'customer'

function requireLiving(ticket: Ticket): void {
  if (ticket.id === 0 || ticket.is_deleted) {
    throw new Refused('NOT_FOUND', 'This ticket does not exist')
  }
}

function changeStatus(
  ticket: Ticket,
  status: TicketStatus | undefined,
  { closed_by, agent_id }: Closer,
): TicketEvent[] {
  if (status === undefined || status === ticket.status) return []
  if (status === 'closed') return [{ type: 'TicketClosed', data: { closed_by, agent_id } }]
  if (ticket.status !== 'closed') return [{ type: 'TicketStatusChanged', data: { status } }]
  return [{ type: 'TicketReopened', data: { status, by_rule: null } }]
}

function changePriority(ticket: Ticket, priority: TicketPatch['priority']): TicketEvent[] {
  if (priority === undefined || priority === ticket.priority) return []
  return [{ type: 'TicketPrioritised', data: { priority } }]
}

function changeAssignee(ticket: Ticket, agent_id: TicketPatch['assigned_to']): TicketEvent[] {
  if (agent_id === undefined || agent_id === ticket.assigned_to) return []
  if (agent_id === null) return [{ type: 'TicketUnassigned', data: {} }]
  return [{ type: 'TicketAssigned', data: { agent_id } }]
}

function autoAssign(agent_id: number | null): Decided<TicketEvent>[] {
  if (agent_id === null) return []
  const rule = { name: 'auto_assign', actor: systemActor } as const
  return [answering(rule, { type: 'TicketAssigned', data: { agent_id } })]
}

function changeDepartment(
  ticket: Ticket,
  department_id: TicketPatch['department_id'],
): TicketEvent[] {
  if (department_id === undefined || department_id === ticket.department_id) return []
  return [{ type: 'TicketMovedToDepartment', data: { department_id } }]
}

function changeReferences(ticket: Ticket, patch: TicketPatch): TicketEvent[] {
  const events: TicketEvent[] = []
  const { category_id, product_id } = patch
  if (category_id !== undefined && category_id !== ticket.category_id) {
    events.push({ type: 'TicketCategorised', data: { category_id } })
  }
  if (product_id !== undefined && product_id !== ticket.product_id) {
    events.push({ type: 'TicketProductChanged', data: { product_id } })
  }
  return events
}

function changeLabels(ticket: Ticket, labels: TicketPatch['labels']): TicketEvent[] {
  if (labels === undefined || isSameValue(ticket.labels, labels)) return []
  return [{ type: 'TicketLabelled', data: { labels } }]
}

function changeFlags(ticket: Ticket, { is_resolved, is_locked }: TicketPatch): TicketEvent[] {
  const events: TicketEvent[] = []
  if (is_resolved !== undefined && is_resolved !== ticket.is_resolved) {
    events.push({ type: is_resolved ? 'TicketMarkedResolved' : 'TicketMarkedUnresolved', data: {} })
  }
  if (is_locked !== undefined && is_locked !== ticket.is_locked) {
    events.push({ type: is_locked ? 'TicketLocked' : 'TicketUnlocked', data: {} })
  }
  return events
}
