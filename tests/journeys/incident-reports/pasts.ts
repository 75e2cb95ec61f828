import type { TicketPriority, TicketStatus } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { priorityOf, statusOf } from '../incident-log/mapping.ts'

/** An incident as it was when it was opened, and every state that was recorded of it, in order. */
export type Past = {
  readonly number: string
  readonly caller: string | null
  readonly states: readonly [PastState, ...PastState[]]
}

export type PastState = {
  /** ms since 1970. */
  readonly at: number
  /** `null` where it was not recorded. */
  readonly by: string | null
  readonly status: TicketStatus
  readonly priority: TicketPriority
  readonly group: string | null
  readonly resolver: string | null
}

const name = z.string().transform((text) => (text === '?' ? null : text))
const row = z.object({
  number: z.string(),
  caller_id: name,
  sys_updated_by: name,
  opened_at: z.string(),
  sys_updated_at: z.string(),
  incident_state: z.string(),
  priority: z.string(),
  assignment_group: name,
  assigned_to: name,
})
type Row = z.output<typeof row>

/**
 * Each row tells the whole state; what was not recorded is none.
 * @param csv the rows of one incident stand together, in the order in which they were recorded
 */
export function readPasts(csv: string): Past[] {
  const rows = z.array(row).parse(parse(csv, { columns: true, skip_empty_lines: true, trim: true }))
  return [...Map.groupBy(rows, ({ number }) => number).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [pastOf(first, [first, ...rest])],
  )
}

function pastOf(first: Row, rows: readonly Row[]): Past {
  const opened: PastState = {
    at: momentOf(first.opened_at),
    by: first.sys_updated_by,
    status: 'open',
    priority: priorityFrom(first),
    group: first.assignment_group,
    resolver: null,
  }
  const times = timesOf(opened.at, rows)
  const states = rows.map(
    (recorded, index): PastState => ({
      at: times[index] ?? opened.at,
      by: recorded.sys_updated_by,
      status: statusOf(recordOf(recorded)),
      priority: priorityFrom(recorded),
      group: recorded.assignment_group,
      resolver: recorded.assigned_to,
    }),
  )
  return { number: first.number, caller: first.caller_id, states: [opened, ...states] }
}

/** The order of recording holds: a clock that runs ahead of the next one, or behind the opening, is wrong. */
function timesOf(openedAt: number, rows: readonly Row[]): number[] {
  const told = rows.map(({ sys_updated_at }) => Math.max(openedAt, momentOf(sys_updated_at)))
  return told.map((_time, index) => Math.min(...told.slice(index)))
}

function recordOf({ incident_state, priority, assignment_group, assigned_to }: Row) {
  return {
    state: incident_state,
    priority,
    group: assignment_group,
    resolver: assigned_to,
    category: null,
  }
}

const priorityFrom = (recorded: Row) => priorityOf(recordOf(recorded))

/** `DD-MM-YYYY HH:MM`, in UTC. */
function momentOf(text: string): number {
  const [, day, month, year, time] = /^(\d\d)-(\d\d)-(\d{4}) (\d\d?:\d\d)$/.exec(text) ?? []
  const moment = Date.parse(`${year}-${month}-${day}T${time?.padStart(5, '0')}:00Z`)
  if (Number.isNaN(moment)) throw new RangeError(`${text} is no time of the log`)
  return moment
}
