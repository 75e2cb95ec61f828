import type { CsvRow } from './csv-rows.ts'

export type Row = CsvRow['values']

/** `null` for what was not recorded. */
export function recorded(value: string | undefined): string | null {
  return value === undefined || value === '?' || value === '' ? null : value
}

const statuses: ReadonlyMap<string, string> = new Map([
  ['New', 'open'],
  ['Active', 'in_progress'],
  ['In Progress', 'in_progress'],
  ['On Hold', 'on_hold'],
  ['Resolved', 'closed'],
  ['Closed', 'closed'],
  ['Canceled', 'closed'],
])

/** @returns `null` for a state that is not known */
export function statusOf(state: string): string | null {
  return state.startsWith('Awaiting') ? 'on_hold' : (statuses.get(state) ?? null)
}

const priorities: Readonly<Record<string, string>> = {
  1: 'critical',
  2: 'high',
  3: 'medium',
  4: 'low',
}

/** @returns `null` for a priority that is not known */
export function priorityOf(priority: string): string | null {
  const [number = ''] = /^\d+/.exec(priority) ?? []
  return priorities[number] ?? null
}

const dayFirst = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?$/
const yearFirst = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/

/**
 * `29-02-2016 04:40`, `29/2/2016 04:40` or `2016-02-29 04:40`, with or without seconds, in UTC.
 * @returns ISO 8601; `null` for what is no time
 */
export function timeOf(written: string | undefined): string | null {
  const parts = partsOf(written ?? '')
  if (parts === null) return null
  const [year, ...rest] = parts
  const [month, day, hour, minute, second] = rest.map((part = '00') => part.padStart(2, '0'))
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const time = new Date(text)
  return !Number.isNaN(time.getTime()) && time.toISOString() === text ? text : null
}

/** From the year to the second. */
function partsOf(written: string): (string | undefined)[] | null {
  const [, day, , month, year, ...time] = dayFirst.exec(written) ?? []
  if (year !== undefined) return [year, month, day, ...time]
  const found = yearFirst.exec(written)
  return found === null ? null : found.slice(1)
}
