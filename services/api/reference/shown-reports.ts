import { ticketPriorities, ticketStatuses } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import { z } from 'zod'

const id = z.int().min(1)
const tally = z.int().min(0)
const date = z.iso.date()

const seconds = z.number().nullable()
const duration = z
  .object({ count: tally, mean: seconds, median: seconds, p90: seconds })
  .meta({ description: 'In seconds, unrounded; `null` where there is nothing to measure.' })

const counts = (words: readonly string[]) =>
  z.object(Object.fromEntries(words.map((word) => [word, tally])))

const overview = z.object({
  period: z.object({ start_date: date, end_date: date }),
  total_tickets: tally,
  by_status: counts(ticketStatuses),
  by_priority: counts(ticketPriorities),
  by_department: z.array(
    z.object({ id: id.nullable(), name: z.string().nullable(), count: tally }),
  ),
  tickets_over_time: z.array(
    z.object({ date, created: tally, resolved: tally, reopened: tally, backlog: z.int() }),
  ),
  tickets_resolved: tally,
  resolutions: tally,
  automatic_closes: tally,
  reopens: tally,
  backlog: z.int(),
  first_reply_time: duration,
  next_reply_time: duration,
  first_resolution_time: duration,
  full_resolution_time: duration,
  wait_time: duration,
  work_time: duration,
  hold_time: duration,
})

const figures = {
  assigned: tally,
  replies: tally,
  resolutions: tally,
  tickets_resolved: tally,
  automatic_closes: tally,
  reopens: tally,
  backlog: z.int(),
  first_reply_time: duration,
  full_resolution_time: duration,
}

const named = z.object({ id, name: z.string() })

/** What reports hold. It describes their makers in the domain and is never run on an answer. */
export const shownReports: { readonly [name: string]: z.ZodType } = {
  overview,
  agentFigures: z.object({ agent: named, ...figures }),
  departmentFigures: z.object({ department: named, ...figures }),
}
