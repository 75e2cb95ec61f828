import type { Random } from '@deskhive/shared/testing/random.ts'
import { momentOf } from '../incident-log/generate-log.ts'

export type NastyLog = {
  readonly incidents: number
  /** As the rows stand in the real one, those of an incident together, or as an export by time has them. */
  readonly order: 'by incident' | 'by time'
}

/**
 * An audit log in which nothing goes as it should: states skipped and repeated, incidents that are reopened after
 * they were closed, that end open or after the year, or have one row only; clocks that disagree, rows twice, values
 * that were not recorded or that nobody knows, times that are none or written otherwise, names that a CSV has to
 * quote.
 */
export function generateNastyLog(random: Random, { incidents, order }: NastyLog): string {
  const numbers = Array.from({ length: incidents }, (_, index) => index + 1)
  const recorded = numbers.flatMap((number) => generateIncident(random, number))
  if (order === 'by time') recorded.sort((one, other) => one.at - other.at)
  const rows = [header, ...recorded.map(({ cells }) => cells)]
  return rows.map((row) => row.map(quoted).join(',')).join('\r\n')
}

const header = [
  'priority',
  'incident_state',
  'number',
  'sys_updated_at',
  'sys_updated_by',
  'opened_at',
  'caller_id',
  'assigned_to',
  'assignment_group',
  'category',
  'reopen_count',
]

const states = [
  'New',
  'Active',
  'Awaiting User Info',
  'Awaiting Problem',
  'Awaiting Vendor',
  'Awaiting Evidence',
  '-100',
  '?',
  'Resolved',
  'Resolved',
  'Closed',
]
const priorities = [
  '1 - Critical',
  '2 - High',
  '3 - Moderate',
  '4 - Low',
  '4 - Low',
  '?',
  '0 - None',
]
const resolvers = [
  'Resolver 1',
  'Resolver  12',
  'Rêsolver "Q", Ltd',
  "O'Resolver",
  '=Resolver',
  '?',
]
const groups = ['Group 1', 'Group, "2"', 'Grüppe 3', '-4', '?']
const callers = ['Caller 1', 'Caller  22', 'Bo "Bø", Jr.', '☎ 0800', 'null', 'Resolver 1', '?']

type Recorded = { readonly at: number; readonly cells: readonly string[] }
type Row = Record<'state' | 'priority' | 'resolver' | 'group' | 'by', string>

const MINUTE_MS = 60_000
const DAYS_MS = 86_400_000
const NOVEMBER_MS = Date.UTC(2015, 10, 1)
/** From two months before the year to its end, so that some are left over on both sides. */
const MOST_DAYS = 425

function generateIncident(random: Random, number: number): Recorded[] {
  const opened = NOVEMBER_MS + random.between(0, MOST_DAYS * 1_440) * MINUTE_MS
  // Midnight belongs to the day that begins.
  const begin = random.chance(0.2) ? Math.floor(opened / DAYS_MS) * DAYS_MS : opened
  const caller = random.pick(callers)
  const name = `INC${String(number).padStart(7, '0')}`
  const row: Row = { state: 'New', priority: '', resolver: '', group: '', by: '' }
  let at = begin + (random.chance(0.1) ? -30 * MINUTE_MS : 0)
  const record = (written: string): Recorded => {
    const { priority, state, by, resolver, group } = row
    const what = [priority, state, name, written, by, momentOf(begin)]
    return { at, cells: [...what, caller, resolver, group, '?', '0'] }
  }
  const rows: Recorded[] = []
  for (let count = random.pick([1, 2, 3, 5, 8, 13, 21]); count > 0; count -= 1) {
    change(random, row, { isAll: rows.length === 0 })
    rows.push(record(random.chance(0.2) ? shortMomentOf(at) : momentOf(at)))
    if (random.chance(0.05)) rows.push(record(momentOf(at)))
    if (random.chance(0.02)) rows.push(record('?'))
    at = later(random, at)
  }
  return rows
}

function change(random: Random, row: Row, { isAll }: { readonly isAll: boolean }): void {
  if (isAll || random.chance(0.8)) row.state = random.pick(states)
  if (isAll || random.chance(0.3)) row.priority = random.pick(priorities)
  if (isAll || random.chance(0.4)) row.resolver = random.pick(resolvers)
  if (isAll || random.chance(0.4)) row.group = random.pick(groups)
  row.by = random.chance(0.3) ? row.resolver : random.pick(['Updated by 1', 'Updated by 2', '?'])
}

/** The same minute often, a clock that goes back now and then, and sometimes months later. */
function later(random: Random, at: number): number {
  if (random.chance(0.3)) return at
  if (random.chance(0.1)) return at - random.between(1, 90) * MINUTE_MS
  const most = random.chance(0.1) ? 200_000 : 6_000
  return at + random.between(1, most) * MINUTE_MS
}

/** `D/M/YYYY HH:MM` */
function shortMomentOf(ms: number): string {
  const [day, month, ...rest] = momentOf(ms).split(/[- ]/)
  return `${Number(day)}/${Number(month)}/${rest.join(' ')}`
}

const quoted = (value: string) => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
