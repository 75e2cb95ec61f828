import type { OpenStatus, TicketStatus } from '../ticket/vocabulary.ts'
import { type Spans, spansOf } from './duration.ts'
import type { StatusTimes } from './overview.ts'
import { type Counts, countsOf, type ReportRange, type Sieve } from './tally.ts'
import type { ReportState } from './ticket-facts.ts'

/**
 * How long each ticket waited, was worked on and was on hold. A span belongs to the period in which it ends, and that
 * which still runs to the one of the moment: the time asked for, else that of the last change that is known, so that
 * the same log tells the same whenever it is asked.
 */
export function tallyTimes({ moment }: ReportRange, { isInPeriod }: Sieve) {
  const ended: Record<TicketStatus, Counts<number>> = {
    open: countsOf(),
    in_progress: countsOf(),
    on_hold: countsOf(),
    closed: countsOf(),
  }
  const running = new Map<number, { readonly status: TicketStatus; readonly since: number }>()
  let last = Number.NEGATIVE_INFINITY

  const now = () => (moment?.by === 'time' ? Date.parse(moment.time) : last)
  const spansIn = (status: OpenStatus): Spans => {
    const spans = new Map(ended[status].entries())
    const isRunning = Number.isFinite(now()) && isInPeriod(new Date(now()).toISOString())
    for (const [id, span] of isRunning ? running : []) {
      if (span.status === status) spans.set(id, (spans.get(id) ?? 0) + now() - span.since)
    }
    return spansOf([...spans.values()])
  }
  return {
    add: ({ change, ticket_id, status, status_ms, at }: ReportState) => {
      last = Math.max(last, Date.parse(at))
      if (status_ms === null) return
      if (change === 1) running.set(ticket_id, { status, since: Date.parse(at) })
      else running.delete(ticket_id)
      if (change === -1 && isInPeriod(at)) ended[status].add(ticket_id, status_ms)
    },
    sums: (): StatusTimes<Spans> => ({
      open: spansIn('open'),
      in_progress: spansIn('in_progress'),
      on_hold: spansIn('on_hold'),
    }),
  }
}
