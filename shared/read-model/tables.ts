import type { Activity } from '../domain/activity/activity.ts'
import type { NotificationSettings } from '../domain/agent/notification-settings.ts'
import type { KeyType } from '../domain/api-key/key-format.ts'
import type { CategoryTree } from '../domain/category/tree.ts'
import type { CountedByDay, DayKey } from '../domain/report/day-counts.ts'
import type { ReportFact, ReportProgress, ReportState } from '../domain/report/ticket-facts.ts'
import type { ReferenceName } from '../domain/resource/reference-name.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { Ticket } from '../domain/ticket/state.ts'
import type { TicketVersion } from '../domain/ticket/version.ts'
import type { SenderType, TicketPriority, TicketStatus } from '../domain/ticket/vocabulary.ts'

/**
 * Where the read models are that serve; those that are being made or kept lie beside it (see
 * `shared/projection/generations`). Nobody names a schema with a table of the read models: every connection
 * of `database.ts` has this one first on its search path, and who fills another has that one.
 */
export const servingSchema = 'read_model'

/**
 * The rows as queries get them: ids and revisions are numbers, times ISO 8601 in UTC with milliseconds.
 * Only the projector writes here; a thing that was deleted keeps its row with `is_deleted`.
 */
export type ReadModelTables = {
  departments: DepartmentRow
  labels: LabelRow
  customers: CustomerRow
  agents: AgentRow
  api_keys: ApiKeyRow
  tickets: TicketRow
  messages: MessageRow
  ticket_counts: TicketCountRow
  waiting_tickets: WaitingTicketRow
  settings: SettingsRow
  category_tree: CategoryTreeRow
  activity_logs: ActivityLogRow
  activity_milestones: { nth: number; id: number }
  report_facts: ReportFact
  report_days: ReportDayRow
  report_states: ReportState
  report_progress: ReportProgress
  ticket_versions: TicketVersion
  reference_names: ReferenceName
  ticket_blocks: TicketBlockRow
  ticket_blocks_position: { id: number; position: number }
}

/** What the row of every declared resource has; its other columns are the definition's stored fields. */
export type ResourceColumns = {
  id: number
  /** Of the stream's last event in this row. */
  revision: number
  created_at: string
  updated_at: string
  is_deleted: boolean
}

type DepartmentRow = ResourceColumns & {
  name: string
  description: string | null
  email: string | null
  status: 'published' | 'draft'
  sort_order: number
}

type LabelRow = ResourceColumns & {
  name: string
  color: string
  status: 'published' | 'draft'
  sort_order: number
}

type CustomerRow = ResourceColumns & {
  name: string
  email: string
  phone: string | null
  envato_username: string | null
  is_blocked: boolean | null
  blocked_reason: string | null
}

type AgentRow = ResourceColumns & {
  name: string
  email: string
  phone: string | null
  locale: string | null
  is_active: boolean
  departments: number[]
  notification_settings: NotificationSettings
}

type ApiKeyRow = ResourceColumns & {
  name: string
  type: KeyType
  scopes: string[]
  special: boolean
  agent_id: number | null
  expires_at: string | null
  key_hash: string
  key_prefix: string
}

/** Exactly what `evolveTicket` folds, and the stream's revision. */
export type TicketRow = { -readonly [Field in keyof Ticket]: Ticket[Field] } & { revision: number }

export type MessageRow = {
  id: number
  ticket_id: number
  content: string
  is_internal: boolean
  sender_type: SenderType
  sender_id: number
  sender_name: string
  /** Agents, in the order in which they liked it. */
  liked_by: number[]
  created_at: string
}

/**
 * How many tickets that are not deleted have this combination, 0 standing for no id.
 * Summed, they are the exact `total` of every filter without `customer_id`. `n` may be 0.
 */
export type TicketCountRow = {
  department_id: number
  assigned_to: number
  status: TicketStatus
  priority: TicketPriority
  n: number
}

/**
 * How many tickets of a list a stretch of it has, from `first` to the next block's, by status and priority.
 * A list is everything (ids 0), or what is in a department, with an agent, both, or of a customer.
 */
type TicketBlockRow = {
  department_id: number
  assigned_to: number
  customer_id: number
  /** Its oldest ticket when it was cut, in the order of the list; `-infinity` and 0 where there is none before. */
  first_at: string
  first_id: number
} & { [count in TicketBlockCount]: number }

export type TicketBlockCount = `${TicketStatus}_${TicketPriority}`

/**
 * A ticket that waits for its customer, since when nothing has happened to it, and the closing time that its agents
 * were warned of, if they were.
 */
export type WaitingTicketRow = { id: number; since: string; warned_of: string | null }

/** One for each event, never changed. `id` is one more than its position in the log. */
export type ActivityLogRow = Activity & {
  id: number
  /** `null` for the system itself. */
  actor_id: number | null
  actor_name: string
  ip_address: string | null
  created_at: string
}

/** Sums of one day: what happened, and by how much the backlog grew. */
export type ReportDayRow = { -readonly [Part in keyof DayKey]: DayKey[Part] } & {
  [count in CountedByDay]: number
}

/** One row, `id` 1; none before the first move. */
export type CategoryTreeRow = CategoryTree & { id: number; revision: number }

/** One row, `id` 1; none before the first event of the settings stream. */
export type SettingsRow = {
  id: number
  revision: number
  values: Settings
  default_department_id: number | null
  updated_at: string
}
