import type { Overview } from '../domain/report/overview.ts'
import { replayOverview, replaySubjects } from '../domain/report/replay-report.ts'
import type { SubjectEntry, SubjectKind } from '../domain/report/subjects.ts'
import type { TicketEvent } from '../domain/ticket/events.ts'
import type { Closer, OpenStatus, TicketPriority } from '../domain/ticket/vocabulary.ts'
import { parseMoment } from '../kernel/moment.ts'
import { historyOf, type Told } from './history.ts'
import { ticketCreated } from './ticket-created.ts'

// Histories small enough to be counted by hand, and the reports on them.

export const HOUR = 3_600

export const created = (department_id: number | null = null, priority: TicketPriority = 'medium') =>
  ticketEvent(ticketCreated({ department_id, priority }))
export const closed = (closer: Closer = { closed_by: 'staff', agent_id: null }) =>
  ticketEvent({ type: 'TicketClosed', data: closer })
export const byAgent = (agent_id: number) => closed({ closed_by: 'agent', agent_id })
export const byRule = closed({ closed_by: 'automation', agent_id: null })
export const reopened = ticketEvent({
  type: 'TicketReopened',
  data: { status: 'open', by_rule: null },
})
export const became = (status: OpenStatus) =>
  ticketEvent({ type: 'TicketStatusChanged', data: { status } })
export const assigned = (agent_id: number) =>
  ticketEvent({ type: 'TicketAssigned', data: { agent_id } })
export const movedTo = (department_id: number | null) =>
  ticketEvent({ type: 'TicketMovedToDepartment', data: { department_id } })
export const deleted = ticketEvent({ type: 'TicketDeleted', data: {} })
export const wrote = (type: 'user' | 'agent' | 'customer', id: number, is_internal = false) =>
  ticketEvent({
    type: 'TicketReplied',
    data: { message_id: 1, content: 'A reply', is_internal, sender: { type, id, name: 'Ann' } },
  })
export const agentCreated = (name: string) => ({ type: 'AgentCreated', data: { name } })
export const departmentCreated = (name: string) => ({ type: 'DepartmentCreated', data: { name } })

function ticketEvent(event: TicketEvent): TicketEvent {
  return event
}

export type Asked = { readonly days?: readonly [string, string]; readonly as_of?: string }

function rangeOf({ days: [start, end] = ['03-01', '03-31'], as_of }: Asked) {
  const period = { start_date: `2016-${start}`, end_date: `2016-${end}` }
  return { period, moment: as_of === undefined ? null : parseMoment(as_of) }
}

export function overview(told: readonly Told[], asked: Asked = {}): Overview {
  const replay = replayOverview(rangeOf(asked))
  for (const event of historyOf(told)) replay.add(event)
  return replay.report()
}

export function report(
  kind: SubjectKind,
  told: readonly Told[],
  asked: Asked = {},
): SubjectEntry[] {
  const replay = replaySubjects(kind, rangeOf(asked))
  for (const event of historyOf(told)) replay.add(event)
  return replay.report()
}

export const once = (seconds: number) => ({
  count: 1,
  mean: seconds,
  median: seconds,
  p90: seconds,
})
export const none = { count: 0, mean: null, median: null, p90: null }
