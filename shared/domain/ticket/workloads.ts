import { idOfStream, type RecordedEvent } from '../../kernel/event.ts'
import type { TicketEvent } from './events.ts'

type Workload = {
  readonly open_tickets: number
  /** By when it happened; `null` for an agent who never had a ticket. */
  readonly last_assigned_at: string | null
}

/** What every agent has to do, folded from all tickets' events in any order that keeps each ticket's own. */
type Workloads = {
  hear(event: RecordedEvent<TicketEvent>): void
  of(agentId: number): Workload
}

/** A ticket as far as it is somebody's work. */
type Task = { readonly agent: number | null; readonly isOpen: boolean }

const noWork: Workload = { open_tickets: 0, last_assigned_at: null }

export function createWorkloads(): Workloads {
  /** But for those that are open and nobody's, so that a new ticket costs nothing. */
  const tasks = new Map<number, Task>()
  const workloads = new Map<number, Workload>()

  const change = (agent: number | null, by: (workload: Workload) => Workload) => {
    if (agent !== null) workloads.set(agent, by(workloads.get(agent) ?? noWork))
  }
  return {
    hear: (event) => {
      const id = idOfStream(event.stream)
      const before = tasks.get(id) ?? untouched
      const after = taskAfter(before, event)
      if (after === before) return
      if (before.isOpen) change(before.agent, fewer)
      if (after.isOpen) change(after.agent, more)
      if (event.type === 'TicketAssigned') {
        change(after.agent, assignedAt(event.metadata.occurred_at))
      }
      if (event.type === 'TicketDeleted' || isUntouched(after)) tasks.delete(id)
      else tasks.set(id, after)
    },
    of: (agentId) => workloads.get(agentId) ?? noWork,
  }
}

const untouched: Task = { agent: null, isOpen: true }
const isUntouched = ({ agent, isOpen }: Task) => agent === null && isOpen

function taskAfter(task: Task, event: TicketEvent): Task {
  switch (event.type) {
    case 'TicketAssigned':
      return { ...task, agent: event.data.agent_id }
    case 'TicketUnassigned':
      return { ...task, agent: null }
    case 'TicketReopened':
      return { ...task, isOpen: true }
    case 'TicketClosed':
    case 'TicketDeleted':
      return { ...task, isOpen: false }
    default:
      return task // nothing that is more or less to do
  }
}

const fewer = (work: Workload) => ({ ...work, open_tickets: work.open_tickets - 1 })
const more = (work: Workload) => ({ ...work, open_tickets: work.open_tickets + 1 })

/** An imported past may be told after later events. */
function assignedAt(at: string) {
  return (work: Workload): Workload =>
    work.last_assigned_at !== null && work.last_assigned_at > at
      ? work
      : { ...work, last_assigned_at: at }
}
