import {
  type OpenStatus,
  type TicketPriority,
  type TicketStatus,
  ticketPriorities,
  ticketStatuses,
} from '../ticket/vocabulary.ts'
import { type Duration, durationOf, type Spans } from './duration.ts'
import type { Names } from './names.ts'
import { daysOf, type Period } from './period.ts'

/** What is added up for an overview, by SQL over the kept tables or by the replay. */
export type OverviewSums = {
  /** Tickets created in the period, by the state in which they are now, or were at the moment asked for. */
  readonly states: readonly StateCount[]
  /** Days on which nothing happened may be missing. */
  readonly days: readonly DaySums[]
  readonly backlog_before: number
  readonly tickets_resolved: number
  readonly automatic_closes: number
  readonly first_reply: Spans
  readonly next_reply: Spans
  readonly first_resolution: Spans
  readonly full_resolution: Spans
  readonly times: StatusTimes<Spans>
}

/** For each status that is work to do, how long tickets were in it. */
export type StatusTimes<Of> = { readonly [status in OpenStatus]: Of }

export type StateCount = {
  readonly status: TicketStatus
  readonly priority: TicketPriority
  readonly department_id: number | null
  readonly n: number
}

export type DaySums = {
  readonly date: string
  readonly created: number
  readonly resolved: number
  readonly reopened: number
  readonly backlog_change: number
}

/** The body of `reports/overview`: contract §6, by the definitions of the metrics. */
export type Overview = {
  readonly period: Period
  readonly total_tickets: number
  readonly by_status: { readonly [status in TicketStatus]: number }
  readonly by_priority: { readonly [priority in TicketPriority]: number }
  readonly by_department: readonly DepartmentCount[]
  readonly tickets_over_time: readonly Day[]
  readonly tickets_resolved: number
  readonly resolutions: number
  readonly automatic_closes: number
  readonly reopens: number
  readonly backlog: number
  readonly first_reply_time: Duration
  readonly next_reply_time: Duration
  readonly first_resolution_time: Duration
  readonly full_resolution_time: Duration
  readonly wait_time: Duration
  readonly work_time: Duration
  readonly hold_time: Duration
}

type DepartmentCount = {
  /** `null` for tickets without a department. */
  readonly id: number | null
  readonly name: string | null
  readonly count: number
}

type Day = {
  readonly date: string
  readonly created: number
  readonly resolved: number
  readonly reopened: number
  readonly backlog: number
}

export function overviewOf(period: Period, sums: OverviewSums, departments: Names): Overview {
  const days = fillDays(period, sums)
  const total = (column: 'resolved' | 'reopened') => days.reduce((sum, day) => sum + day[column], 0)
  const count = (isCounted: (state: StateCount) => boolean) =>
    sums.states.filter(isCounted).reduce((sum, { n }) => sum + n, 0)

  return {
    period,
    total_tickets: count(() => true),
    by_status: tally(ticketStatuses, (wanted) => count(({ status }) => status === wanted)),
    by_priority: tally(ticketPriorities, (wanted) => count(({ priority }) => priority === wanted)),
    by_department: countDepartments(sums.states, departments),
    tickets_over_time: days,
    tickets_resolved: sums.tickets_resolved,
    resolutions: total('resolved'),
    automatic_closes: sums.automatic_closes,
    reopens: total('reopened'),
    backlog: days.at(-1)?.backlog ?? sums.backlog_before,
    first_reply_time: durationOf(sums.first_reply),
    next_reply_time: durationOf(sums.next_reply),
    first_resolution_time: durationOf(sums.first_resolution),
    full_resolution_time: durationOf(sums.full_resolution),
    wait_time: durationOf(sums.times.open),
    work_time: durationOf(sums.times.in_progress),
    hold_time: durationOf(sums.times.on_hold),
  }
}

function fillDays(period: Period, { days, backlog_before }: OverviewSums): Day[] {
  const byDate = new Map(days.map((day) => [day.date, day]))
  let backlog = backlog_before
  return daysOf(period).map((date) => {
    const { created = 0, resolved = 0, reopened = 0, backlog_change = 0 } = byDate.get(date) ?? {}
    backlog += backlog_change
    return { date, created, resolved, reopened, backlog }
  })
}

/** A department that is deleted has left its tickets without one. */
function countDepartments(states: readonly StateCount[], departments: Names): DepartmentCount[] {
  const counts = new Map<number | null, number>()
  for (const { department_id, n } of states) {
    const id = department_id === null || departments.isGone(department_id) ? null : department_id
    counts.set(id, (counts.get(id) ?? 0) + n)
  }
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([id, count]) => ({ id, name: id === null ? null : departments.nameOf(id), count }))
    .sort((one, other) => (one.id ?? Infinity) - (other.id ?? Infinity))
}

function tally<Word extends string>(
  words: readonly Word[],
  countOf: (word: Word) => number,
): { readonly [word in Word]: number } {
  return parseTally(Object.fromEntries(words.map((word) => [word, countOf(word)])))
}

/** `Object.fromEntries` forgets which keys it was given. */
function parseTally<Word extends string>(counts: object): { readonly [word in Word]: number } {
  return counts as { readonly [word in Word]: number }
}
