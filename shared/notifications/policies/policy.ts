import type { NotificationType } from '../../domain/agent/notification-settings.ts'
import type { TicketEvent } from '../../domain/ticket/events.ts'
import type { RecordedEvent } from '../../kernel/event.ts'
import type { TicketAtEvent } from '../ticket-at-event.ts'

/** The state in force when an event happened, its own change included. */
export type DeskAtEvent = {
  readonly ticket: TicketAtEvent
  /** Who had the ticket before the event. */
  readonly previousAssignee: number | null
  /** Active and living agents only: who is not here hears nothing. */
  readonly roster: Roster
  /** Agents who were deleted. Who is merely inactive may be back, and keeps its tickets. */
  readonly gone: readonly number[]
  /** Whether agents see all tickets of their departments, or their own alone. */
  readonly departmentVisibility: boolean
  /** Of the ticket's customer; `''` where nobody knows it. */
  readonly customerName: string
  /** Of the ticket's department; `''` where it has none. */
  readonly departmentName: string
}

export type Roster = { readonly [agentId: string]: RosterAgent }
type RosterAgent = { readonly name: string; readonly departments: readonly number[] }

/** One agent is told one thing. */
export type Notice = {
  readonly agent_id: number
  readonly type: NotificationType
  readonly title: string
  readonly message: string
  readonly sender_name: string
}

/** Why an agent that an event concerns was not told of it. */
export type SilenceReason =
  | 'imported'
  | 'inactive'
  | 'did_it_itself'
  | 'may_not_see'
  | 'given_away_at_once'

/** An agent whom an event concerns, what it would be told, and what of the policy's own speaks against it. */
export type Concern = { readonly notice: Notice; readonly silence: SilenceReason | null }

/**
 * Whom an event concerns, and what they are told: a function of the event and the desk, and of nothing else. That
 * nobody hears of its own doing, and nobody who is not there hears anything, is asked once for all policies.
 */
export type Policy = (event: RecordedEvent<TicketEvent>, desk: DeskAtEvent) => readonly Concern[]

/** The usual case: nothing speaks against it. */
export function concern(notice: Notice, silence: SilenceReason | null = null): Concern {
  return { notice, silence }
}

/** Nobody is told of what they did themselves. */
export function isDoneBy(event: RecordedEvent<TicketEvent>, agentId: number): boolean {
  const { actor_type, actor_id } = event.metadata
  return actor_type === 'agent' && actor_id === String(agentId)
}

export function isOnRoster({ roster }: DeskAtEvent, agentId: number): boolean {
  return roster[agentId] !== undefined
}

/** `[]` or one: whoever was deleted has nothing any more, though the ticket's stream keeps the id. */
export function assigneeOf({ ticket: { assigned_to }, gone }: DeskAtEvent): readonly number[] {
  return assigned_to === null || gone.includes(assigned_to) ? [] : [assigned_to]
}

/** By the rules of the agents' own ticket list. */
export function maySee(
  { ticket, roster, departmentVisibility }: DeskAtEvent,
  agentId: number,
): boolean {
  if (ticket.assigned_to === agentId) return true
  const { department_id } = ticket
  if (!departmentVisibility || department_id === null) return false
  return roster[agentId]?.departments.includes(department_id) ?? false
}
