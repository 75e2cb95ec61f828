import type { DomainEvent, JsonValue } from '../kernel/event.ts'

/** An agent as far as it decides whether and how it hears of anything. */
export type AgentAtEvent = {
  readonly name: string
  readonly email: string
  readonly is_active: boolean
  readonly departments: readonly number[]
  /** Checked by the API before they entered the log. */
  readonly notification_settings: JsonValue
  readonly is_deleted: boolean
}

export const unknownAgent: AgentAtEvent = {
  name: '',
  email: '',
  is_active: false,
  departments: [],
  notification_settings: {},
  is_deleted: false,
}

/** A changed event carries only what changed. */
export function agentAfter(before: AgentAtEvent, { type, data }: DomainEvent): AgentAtEvent {
  return parseAgent({
    name: data['name'] ?? before.name,
    email: data['email'] ?? before.email,
    is_active: data['is_active'] ?? before.is_active,
    departments: data['departments'] ?? before.departments,
    notification_settings: data['notification_settings'] ?? before.notification_settings,
    is_deleted: type === 'AgentDeleted' || before.is_deleted,
  })
}

/** Who is not there hears nothing. */
export function isThere({ is_active, is_deleted }: AgentAtEvent): boolean {
  return is_active && !is_deleted
}

function parseAgent(fields: object): AgentAtEvent {
  return fields as AgentAtEvent
}
