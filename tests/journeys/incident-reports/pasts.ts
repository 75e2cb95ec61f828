import type { TicketPriority, TicketStatus } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

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
 * Each row tells the whole state; a name that was not recorded is none, a state or priority that was not recorded
 * or that nobody knows is as it was. A row without a time is none.
 * @param csv the rows of one incident in the order in which they were recorded
 */
export function readPasts(csv: string): Past[] {
  const rows = z
    .array(row)
    .parse(parse(csv, { columns: true, skip_empty_lines: true, trim: true }))
    .filter(({ sys_updated_at }) => sys_updated_at !== '?')
  return [...Map.groupBy(rows, ({ number }) => number).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [pastOf(first, [first, ...rest])],
  )
}

function pastOf(first: Row, rows: readonly Row[]): Past {
  let now: PastState = {
    at: momentOf(first.opened_at),
    by: first.sys_updated_by,
    status: 'open',
    priority: priorityOf(first) ?? UNLESS_TOLD,
    group: first.assignment_group,
    resolver: null,
  }
  const opened = now
  const times = timesOf(opened.at, rows)
  const states = rows.map((recorded, index): PastState => {
    now = {
      at: times[index] ?? opened.at,
      by: recorded.sys_updated_by,
      status: statusOf(recorded) ?? now.status,
      priority: priorityOf(recorded) ?? now.priority,
      group: recorded.assignment_group,
      resolver: recorded.assigned_to,
    }
    return now
  })
  return { number: first.number, caller: first.caller_id, states: [opened, ...states] }
}

/** What a desk sets that nobody has told anything else. */
const UNLESS_TOLD = 'medium'

function statusOf({ incident_state: state }: Row): TicketStatus | undefined {
  if (state.startsWith('Awaiting ')) return 'on_hold'
  return new Map<string, TicketStatus>([
    ['New', 'open'],
    ['Active', 'in_progress'],
    ['Resolved', 'closed'],
    ['Closed', 'closed'],
  ]).get(state)
}

function priorityOf({ priority }: Row): TicketPriority | undefined {
  return new Map<string, TicketPriority>([
    ['1 - Critical', 'critical'],
    ['2 - High', 'high'],
    ['3 - Moderate', 'medium'],
    ['4 - Low', 'low'],
  ]).get(priority)
}

/** The order of recording holds: a clock that runs ahead of the next one, or behind the opening, is wrong. */
function timesOf(openedAt: number, rows: readonly Row[]): number[] {
  const told = rows.map(({ sys_updated_at }) => Math.max(openedAt, momentOf(sys_updated_at)))
  return told.map((_time, index) => Math.min(...told.slice(index)))
}

/** `DD-MM-YYYY HH:MM` or `D/M/YYYY HH:MM`, in UTC. */
function momentOf(text: string): number {
  const [, day, month, year, hour, minute] =
    /^(\d+)[-/](\d+)[-/](\d{4}) (\d+):(\d\d)$/.exec(text)?.map(Number) ?? []
  const moment = Date.UTC(year ?? Number.NaN, (month ?? 0) - 1, day, hour, minute)
  if (Number.isNaN(moment)) throw new RangeError(`${text} is no time of the log`)
  return moment
}
