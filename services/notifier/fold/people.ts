import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { agentAfter, isThere, unknownAgent } from '@deskhive/shared/notifications/agent-at-event.ts'
import type { Rows, Table } from '@deskhive/shared/projection/projection.ts'
import { type AgentRow, agents, type NamedRow, type RosterRow, roster } from './tables.ts'

export const theRoster = { table: roster, key: { id: 1 } }

/** Keeps the agent's row, and the roster of those who can hear of anything. */
export function changeAgent(event: RecordedEvent, id: number, rows: Rows): void {
  const before = rows.get(agents, { id })
  const after: AgentRow = {
    ...agentAfter(before ?? unknownAgent, event),
    id,
    revision: event.revision,
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

/** Of the desk's settings only whether agents see what lies in their departments. */
export function changeVisibility(event: RecordedEvent, rows: Rows): void {
  const { sd_department_visibility } = event.data
  if (typeof sd_department_visibility !== 'boolean') return
  rows.put(roster, { ...rosterIn(rows), department_visibility: sd_department_visibility })
}

export function rosterIn(rows: Rows): RosterRow {
  return (
    rows.get(roster, theRoster.key) ?? { id: 1, agents: {}, gone: [], department_visibility: false }
  )
}

function keepRoster(agent: AgentRow, rows: Rows): void {
  const present = rosterIn(rows)
  const { [agent.id]: _, ...others } = present.agents
  const { name, departments, notification_settings } = agent
  const entry = isThere(agent) ? { [agent.id]: { name, departments, notification_settings } } : {}
  const gone = agent.is_deleted ? [...new Set([...present.gone, agent.id])] : present.gone
  rows.put(roster, { ...present, agents: { ...others, ...entry }, gone })
}
