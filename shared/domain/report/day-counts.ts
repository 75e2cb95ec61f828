import type { FactKind, ReportFact, ReportState, TicketFacts } from './ticket-facts.ts'

/** What is counted by day, so that a report need not read every fact. */
export const countedByDay = [
  'created',
  'assigned',
  'replies',
  'resolutions',
  'automatic_closes',
  'reopens',
  'backlog',
] as const
export type CountedByDay = (typeof countedByDay)[number]

/** Of one day (UTC), agent and department: 0 stands for none. `backlog` is by how much it grew. */
export type DayKey = {
  readonly date: string
  readonly agent_id: number
  readonly department_id: number
}
export type DayCount = { readonly key: DayKey; readonly of: CountedByDay; readonly amount: number }

export function dayCountsOf({ fact, states }: Pick<TicketFacts, 'fact' | 'states'>): DayCount[] {
  return [...(fact === null ? [] : [countOfFact(fact)]), ...states.flatMap(countsOfState)]
}

const countOf: { readonly [kind in FactKind]: CountedByDay } = {
  assigned: 'assigned',
  replied: 'replies',
  resolved: 'resolutions',
  reopened: 'reopens',
}

function countOfFact({ kind, is_automatic, at, agent_id, department_id }: ReportFact): DayCount {
  const of = is_automatic ? 'automatic_closes' : countOf[kind]
  return { key: keyOf(at, agent_id, department_id), of, amount: 1 }
}

function countsOfState(state: ReportState): DayCount[] {
  const key = keyOf(state.at, state.assigned_to, state.department_id)
  return [
    ...(state.is_creation ? [{ key, of: 'created' as const, amount: 1 }] : []),
    ...(state.status === 'closed' ? [] : [{ key, of: 'backlog' as const, amount: state.change }]),
  ]
}

function keyOf(at: string, agent_id: number | null, department_id: number | null): DayKey {
  // Nearly all are written as `toISOString` does.
  const date = (at.endsWith('Z') ? at : new Date(at).toISOString()).slice(0, 10)
  return { date, agent_id: agent_id ?? 0, department_id: department_id ?? 0 }
}
