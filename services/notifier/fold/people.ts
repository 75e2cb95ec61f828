import type { FieldValues } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { Rows, Table } from '@deskhive/shared/projection/projection.ts'
import { type AgentRow, agents, type NamedRow, roster } from './tables.ts'

export const theRoster = { table: roster, key: { id: 1 } }

/** Keeps the agent's row, and the roster of those who can hear of anything. */
export function changeAgent(event: RecordedEvent, id: number, rows: Rows): void {
  const before = rows.get(agents, { id })
  const after: AgentRow = {
    ...(before ?? unknownAgent),
    ...agentFields(event.data, before ?? unknownAgent),
    id,
    revision: event.revision,
    is_deleted: event.type === 'AgentDeleted' || (before?.is_deleted ?? false),
  }
  rows.put(agents, after)
  keepRoster(after, rows)
}

/** For customers and departments: nothing is said of them but their name. */
export function changeNamed(
  event: RecordedEvent,
  { table, id }: { table: Table<NamedRow>; id: number },
  rows: Rows,
): void {
  const { name } = event.data
  const before = rows.get(table, { id })?.name ?? ''
  rows.put(table, { id, revision: event.revision, name: typeof name === 'string' ? name : before })
}

function keepRoster(agent: AgentRow, rows: Rows): void {
  const { [agent.id]: _, ...others } = rows.get(roster, theRoster.key)?.agents ?? {}
  const { departments, notification_settings } = agent
  const isListed = agent.is_active && !agent.is_deleted
  const entry = isListed ? { [agent.id]: { departments, notification_settings } } : {}
  rows.put(roster, { id: 1, agents: { ...others, ...entry } })
}

const unknownAgent: Omit<AgentRow, 'id' | 'revision'> = {
  name: '',
  email: '',
  is_active: false,
  departments: [],
  notification_settings: {},
  is_deleted: false,
}

type AgentFields = Pick<
  AgentRow,
  'name' | 'email' | 'is_active' | 'departments' | 'notification_settings'
>

/** A changed event carries only what changed. */
function agentFields(data: FieldValues, before: AgentFields): AgentFields {
  return parseAgentFields({
    name: data['name'] ?? before.name,
    email: data['email'] ?? before.email,
    is_active: data['is_active'] ?? before.is_active,
    departments: data['departments'] ?? before.departments,
    notification_settings: data['notification_settings'] ?? before.notification_settings,
  })
}

function parseAgentFields(fields: object): AgentFields {
  return fields as AgentFields
}
