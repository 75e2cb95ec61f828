import type { NotificationType } from '@deskhive/shared/domain/agent/notification-settings.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'

/** The state in force when an event happened, its own change included. */
export type Desk = {
  readonly ticket: TicketAtEvent
  /** Active and living agents only: who is not here hears nothing. */
  readonly roster: Roster
  /** Of the ticket's customer; `''` where nobody knows it. */
  readonly customerName: string
  /** Of the ticket's department; `''` where it has none. */
  readonly departmentName: string
}

/** Agent id → the departments of that agent. */
type Roster = { readonly [agentId: string]: { readonly departments: readonly number[] } }

/** A ticket as far as it decides who hears about it, and what is said. */
type TicketAtEvent = {
  readonly id: number
  readonly reference_id: string
  readonly title: string
  readonly department_id: number | null
  readonly assigned_to: number | null
}

/** One agent is told one thing. */
export type Notice = {
  readonly agent_id: number
  readonly type: NotificationType
  readonly title: string
  readonly message: string
  readonly sender_name: string
}

/** Who hears about an event, and what: a function of the event and the desk, and of nothing else. */
export type Policy = (event: RecordedEvent<TicketEvent>, desk: Desk) => readonly Notice[]

/** Nobody is told of what they did themselves. */
export function isDoneBy(event: RecordedEvent<TicketEvent>, agentId: number): boolean {
  const { actor_type, actor_id } = event.metadata
  return actor_type === 'agent' && actor_id === String(agentId)
}

export function isOnRoster({ roster }: Desk, agentId: number): boolean {
  return roster[agentId] !== undefined
}
