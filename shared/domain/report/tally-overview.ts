import { spansOf } from './duration.ts'
import type { DaySums, OverviewSums, StateCount } from './overview.ts'
import {
  type Counts,
  countsOf,
  lastResolutions,
  type ReportRange,
  type Sieve,
  sieveFor,
  sinceCreation,
  type Tally,
} from './tally.ts'
import { tallyTimes } from './tally-times.ts'
import type { ReportFact, ReportState } from './ticket-facts.ts'

/** Adds up an overview fact by fact, as the log is read: the recomputation of what the kept tables say. */
export function tallyOverview(range: ReportRange): Tally<OverviewSums> {
  const sieve = sieveFor(range)
  const states = tallyStates(sieve)
  const days = tallyDays(sieve)
  const spans = tallySpans(sieve)
  const times = tallyTimes(range, sieve)
  const resolved = new Set<number>()
  let automatic_closes = 0

  return {
    add: ({ fact, states: changes }) => {
      for (const change of changes.filter(sieve.isKnown)) {
        states.add(change)
        days.addState(change)
        times.add(change)
      }
      if (fact === null || !sieve.isKnown(fact)) return
      spans.add(fact)
      if (!sieve.isInPeriod(fact.at)) return
      days.addFact(fact)
      if (fact.kind !== 'resolved') return
      if (fact.is_automatic) automatic_closes += 1
      else resolved.add(fact.ticket_id)
    },
    sums: () => ({
      states: states.sums(),
      ...days.sums(),
      tickets_resolved: resolved.size,
      automatic_closes,
      ...spans.sums(),
      times: times.sums(),
    }),
  }
}

function tallyStates({ isInPeriod }: Sieve) {
  const counts = new Map<string, Omit<StateCount, 'n'> & { n: number }>()
  return {
    add: ({ ticket_created_at, status, priority, department_id, change }: ReportState) => {
      if (!isInPeriod(ticket_created_at)) return
      const key = `${status} ${priority} ${department_id}`
      const count = counts.get(key) ?? { status, priority, department_id, n: 0 }
      count.n += change
      counts.set(key, count)
    },
    sums: (): StateCount[] => [...counts.values()].filter(({ n }) => n !== 0),
  }
}

function tallyDays({ isInPeriod, isByEnd }: Sieve) {
  const dates = new Set<string>()
  const counts = {
    created: countsOf<string>(),
    resolved: countsOf<string>(),
    reopened: countsOf<string>(),
    backlog_change: countsOf<string>(),
  }
  let backlog_before = 0
  const addTo = (of: Counts<string>, at: string, amount = 1) => {
    const date = new Date(at).toISOString().slice(0, 10)
    dates.add(date)
    of.add(date, amount)
  }

  return {
    addState: ({ at, change, is_creation, status }: ReportState) => {
      if (is_creation && isInPeriod(at)) addTo(counts.created, at)
      if (status === 'closed' || !isByEnd(at)) return
      if (isInPeriod(at)) addTo(counts.backlog_change, at, change)
      else backlog_before += change
    },
    addFact: ({ at, kind, is_automatic }: ReportFact) => {
      if (kind === 'reopened') addTo(counts.reopened, at)
      if (kind === 'resolved' && !is_automatic) addTo(counts.resolved, at)
    },
    sums: () => ({
      days: [...dates].map(
        (date): DaySums => ({
          date,
          created: counts.created.of(date),
          resolved: counts.resolved.of(date),
          reopened: counts.reopened.of(date),
          backlog_change: counts.backlog_change.of(date),
        }),
      ),
      backlog_before,
    }),
  }
}

function tallySpans(sieve: Sieve) {
  const replies: number[] = []
  const waits: number[] = []
  const firsts: number[] = []
  const resolutions = lastResolutions(sieve)

  const addReply = ({ is_first, since_creation_ms, waited_ms }: ReportFact) => {
    if (is_first) replies.push(since_creation_ms)
    if (waited_ms !== null) waits.push(waited_ms)
  }
  return {
    add: (fact: ReportFact) => {
      resolutions.add(fact)
      if (!sieve.isInPeriod(fact.at)) return
      if (fact.kind === 'replied') addReply(fact)
      if (fact.kind === 'resolved' && fact.is_first && !fact.is_automatic) {
        firsts.push(fact.since_creation_ms)
      }
    },
    sums: () => ({
      first_reply: spansOf(replies),
      next_reply: spansOf(waits),
      first_resolution: spansOf(firsts),
      full_resolution: sinceCreation(resolutions.inPeriod()),
    }),
  }
}
