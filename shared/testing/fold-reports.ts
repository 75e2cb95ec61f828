import {
  type CountedByDay,
  type DayCount,
  type DayKey,
  dayCountsOf,
} from '../domain/report/day-counts.ts'
import { followTickets } from '../domain/report/follow-tickets.ts'
import { noProgress, type TicketFacts } from '../domain/report/ticket-facts.ts'
import type { RecordedEvent } from '../kernel/event.ts'

type Row = { readonly [column: string]: unknown }

/** The rows that reports are summed from, by a fold of each stream alone. */
export function foldReports(streams: Iterable<readonly RecordedEvent[]>): [string, Row[]][] {
  const facts: Row[] = []
  const states: Row[] = []
  const progresses: Row[] = []
  const days = new Map<string, DayRow>()
  for (const events of streams) {
    const found = foldTicket(events)
    facts.push(...found.flatMap(({ fact }) => (fact === null ? [] : [fact])))
    for (const count of found.flatMap(dayCountsOf)) addTo(days, count)
    states.push(...found.flatMap((each) => each.states))
    progresses.push(...found.slice(-1).flatMap(({ progress }) => progressRows(progress)))
  }
  return [
    ['report_facts', facts],
    ['report_states', states],
    ['report_progress', progresses],
    ['report_days', [...days.values()]],
  ]
}

type DayRow = DayKey & { [count in CountedByDay]: number }

function addTo(days: Map<string, DayRow>, { key, of, amount }: DayCount): void {
  const name = `${key.date} ${key.agent_id} ${key.department_id}`
  const day = days.get(name) ?? { ...key, ...noCounts }
  day[of] += amount
  days.set(name, day)
}

const noCounts = {
  created: 0,
  assigned: 0,
  replies: 0,
  resolutions: 0,
  automatic_closes: 0,
  reopens: 0,
  backlog: 0,
}

function foldTicket(events: readonly RecordedEvent[]): TicketFacts[] {
  const tickets = followTickets()
  return events.map(tickets.after).filter((facts) => facts !== null)
}

/** There is none before something had to be remembered. */
function progressRows(progress: TicketFacts['progress']): Row[] {
  const none = noProgress(progress.ticket_id)
  return JSON.stringify(progress) === JSON.stringify(none) ? [] : [progress]
}
