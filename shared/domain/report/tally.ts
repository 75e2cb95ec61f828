import { isKnownAt, type Moment } from '../../kernel/moment.ts'
import { type Spans, spansOf } from './duration.ts'
import { boundsOf, type Period } from './period.ts'
import type { ReportFact, ReportState, TicketFacts } from './ticket-facts.ts'

/** What a report counts: everything that is known at the moment, of these days. */
export type ReportRange = { readonly period: Period; readonly moment: Moment | null }

/** @param now ISO 8601, UTC */
export function todayOf(moment: Moment | null, now: string): string {
  return (moment?.by === 'time' ? moment.time : now).slice(0, 10)
}

/** What of a ticket's facts belongs into a range. */
export type Sieve = {
  readonly isKnown: (happened: ReportFact | ReportState) => boolean
  readonly isInPeriod: (at: string) => boolean
  readonly isByEnd: (at: string) => boolean
}

export function sieveFor({ period, moment }: ReportRange): Sieve {
  const bounds = boundsOf(period)
  const [from, until] = [Date.parse(bounds.from), Date.parse(bounds.until)]
  return {
    isKnown: (happened) => isKnownAt(moment, happened),
    isInPeriod: (at) => Date.parse(at) >= from && Date.parse(at) < until,
    isByEnd: (at) => Date.parse(at) < until,
  }
}

/**
 * The last entry to `closed` of each ticket, as far as the log was read: a ticket that is open again has
 * none, and what a rule closed last was resolved by nobody.
 */
type Resolutions = {
  readonly add: (fact: ReportFact) => void
  readonly inPeriod: () => ReportFact[]
}

export function lastResolutions({ isInPeriod }: Sieve): Resolutions {
  const last = new Map<number, ReportFact>()
  return {
    add: (fact) => {
      if (fact.kind === 'reopened') last.delete(fact.ticket_id)
      // One that lies outside the period is not kept: only that there was one, which takes the other's place.
      else if (fact.kind === 'resolved' && isInPeriod(fact.at)) last.set(fact.ticket_id, fact)
      else if (fact.kind === 'resolved') last.delete(fact.ticket_id)
    },
    inPeriod: () => [...last.values()].filter(({ is_automatic }) => !is_automatic),
  }
}

/** A number for each name, from 0. */
export type Counts<Name> = {
  readonly add: (name: Name, amount?: number) => void
  readonly of: (name: Name) => number
  readonly entries: () => Iterable<[Name, number]>
}

export function countsOf<Name>(): Counts<Name> {
  const counts = new Map<Name, number>()
  const of = (name: Name) => counts.get(name) ?? 0
  return {
    add: (name, amount = 1) => counts.set(name, of(name) + amount),
    of,
    entries: () => counts.entries(),
  }
}

export type Tally<Sums> = {
  /** In the order of the log. */
  readonly add: (facts: Pick<TicketFacts, 'fact' | 'states'>) => void
  readonly sums: () => Sums
}

export const sinceCreation = (facts: readonly ReportFact[]): Spans =>
  spansOf(facts.map(({ since_creation_ms }) => since_creation_ms))
