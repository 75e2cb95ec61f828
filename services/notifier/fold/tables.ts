import type { JsonValue } from '@deskhive/shared/kernel/event.ts'
import type { AgentAtEvent } from '@deskhive/shared/notifications/agent-at-event.ts'
import type { TicketAtEvent } from '@deskhive/shared/notifications/ticket-at-event.ts'
import type { AnyTable, Table } from '@deskhive/shared/projection/projection.ts'

type TicketRow = TicketAtEvent & { readonly revision: number }

export type AgentRow = AgentAtEvent & { readonly id: number; readonly revision: number }

export type NamedRow = { readonly id: number; readonly revision: number; readonly name: string }

export type RosterRow = {
  readonly id: number
  readonly agents: RosterAgents
  /** Agents who were deleted: what was theirs is nobody's. */
  readonly gone: readonly number[]
  /** The desk's setting `sd_department_visibility`. */
  readonly department_visibility: boolean
}
export type RosterAgents = {
  readonly [agentId: string]: {
    readonly name: string
    readonly departments: readonly number[]
    readonly notification_settings: JsonValue
  }
}

type NotificationRow = {
  readonly key: string
  readonly agent_id: number
  readonly type: string
  readonly title: string
  readonly message: string
  readonly ticket_id: number
  readonly sender_name: string
  readonly in_app: boolean
  readonly created_at: string
  readonly event_id: string
  readonly position: string
}

/** What is not named here begins with the column's default: pending, never tried. */
type DeliveryRow = {
  readonly id: string
  readonly notification_key: string
  readonly agent_id: number
  readonly channel: string
  readonly created_at: string
  readonly due_at: string
  readonly give_at: string
  /** `due_at` for one that goes out with all others of that moment. */
  readonly digest_at: string | null
}

export const tickets: Table<TicketRow> = {
  table: 'notifier.tickets',
  key: ['id'],
  columns: [
    'id',
    'revision',
    'reference_id',
    'title',
    'department_id',
    'assigned_to',
    'is_deleted',
  ],
}

export const agents: Table<AgentRow> = {
  table: 'notifier.agents',
  key: ['id'],
  columns: [
    'id',
    'revision',
    'name',
    'email',
    'is_active',
    'departments',
    'notification_settings',
    'is_deleted',
  ],
}

export const customers: Table<NamedRow> = {
  table: 'notifier.customers',
  key: ['id'],
  columns: ['id', 'revision', 'name'],
}

export const departments: Table<NamedRow> = {
  table: 'notifier.departments',
  key: ['id'],
  columns: ['id', 'revision', 'name'],
}

export const roster: Table<RosterRow> = {
  table: 'notifier.roster',
  key: ['id'],
  columns: ['id', 'agents', 'gone', 'department_visibility'],
}

export const notifications: Table<NotificationRow> = {
  table: 'notifier.notifications',
  key: ['key'],
  lasting: true,
  columns: [
    'key',
    'agent_id',
    'type',
    'title',
    'message',
    'ticket_id',
    'sender_name',
    'in_app',
    'created_at',
    'event_id',
    'position',
  ],
}

export const deliveries: Table<DeliveryRow> = {
  table: 'notifier.deliveries',
  key: ['id'],
  lasting: true,
  columns: [
    'id',
    'notification_key',
    'agent_id',
    'channel',
    'created_at',
    'due_at',
    'give_at',
    'digest_at',
  ],
}

export const notifierTables: readonly AnyTable[] = [
  tickets,
  agents,
  customers,
  departments,
  roster,
  notifications,
  deliveries,
]
