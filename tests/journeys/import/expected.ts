import { parse } from 'csv-parse/sync'
import { z } from 'zod'

/**
 * The oracle: what must be there after the import of an incident log. It knows the log and the contract, and
 * none of the program that reads the one and keeps the other.
 */
export type ExpectedTicket = {
  readonly createdAt: string
  readonly customer: string
  readonly steps: readonly Step[]
  readonly end: Fields
}

/** One change of one field: when, by whom, to what. */
export type Step = {
  readonly at: string
  readonly by: string
  readonly field: string
  readonly to: Value
}

export type Value = string | boolean | null
type Fields = Readonly<Record<string, Value>>

const row = z.record(z.string(), z.string())

export function expectedOf(csv: string): Map<string, ExpectedTicket> {
  const rows = z.array(row).parse(parse(csv, { columns: true, skip_empty_lines: true }))
  const byNumber = Map.groupBy(rows, (one) => one['number'] ?? '')
  return new Map([...byNumber].map(([number, own]) => [number, expectedTicket(own)]))
}

type Row = z.output<typeof row>

function expectedTicket(rows: readonly Row[]): ExpectedTicket {
  const [first = {}] = rows
  const createdAt = timeOf(first['opened_at'])
  const times = timesOf(rows, createdAt)
  const { priority, department_id, category_id } = stateOf(first)
  const end: Record<string, Value> = { ...unborn, priority, department_id, category_id }
  const steps: Step[] = []
  for (const [index, one] of rows.entries()) {
    const [at = '', by = ''] = [times[index], one['sys_updated_by']]
    for (const [field, to] of Object.entries(stateOf(one))) {
      if (to === undefined || end[field] === to) continue
      end[field] = to
      steps.push({ at, by, field, to })
    }
  }
  return { createdAt, customer: first['caller_id'] ?? '', steps, end }
}

const unborn = { status: 'open', assigned_to: null, is_resolved: false }

/** In the order in which one PUT would change them. */
function stateOf(one: Row) {
  const { incident_state: state = '', priority = '' } = one
  return {
    department_id: known(one['assignment_group']),
    assigned_to: known(one['assigned_to']),
    category_id: known(one['category']),
    priority: priorities[priority.slice(0, 1)] ?? '',
    is_resolved: state === 'Closed' ? undefined : state === 'Resolved',
    status: states[state] ?? 'on_hold',
  }
}

/** Of two clocks that disagree the later row is right, and nothing comes before the beginning. */
function timesOf(rows: readonly Row[], createdAt: string): string[] {
  const own = rows.map((one) => timeOf(one['sys_updated_at']))
  return own.map((_, index) => {
    const earliest = own.slice(index).reduce((least, time) => (time < least ? time : least))
    return earliest < createdAt ? createdAt : earliest
  })
}

const known = (value: string | undefined): string | null =>
  value === undefined || value === '?' ? null : value

const priorities: Readonly<Record<string, string>> = {
  1: 'critical',
  2: 'high',
  3: 'medium',
  4: 'low',
}
const states: Readonly<Record<string, string>> = {
  New: 'open',
  Active: 'in_progress',
  Resolved: 'closed',
  Closed: 'closed',
}

/** `29-02-2016 04:40` */
function timeOf(text = ''): string {
  const [day = '', month = '', year = '', hour = '', minute = ''] = text.split(/\D/)
  return `${year}-${month}-${day}T${hour}:${minute}:00.000Z`
}
