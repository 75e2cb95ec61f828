import { isDay } from '../../kernel/moment.ts'
import { invalid } from '../../kernel/refused.ts'

/** Whole days in UTC, both included. ISO dates. */
export type Period = { readonly start_date: string; readonly end_date: string }

const DAY_MS = 86_400_000

/** The last 30 days to today. */
const DEFAULT_DAYS = 30

/** A century with its leap days: each day has its entry in the answer, which costs some 75 bytes. */
const MOST_DAYS = 36_525

type Wanted = { readonly start_date?: string | undefined; readonly end_date?: string | undefined }

/**
 * @param today the ISO date up to which things are known: that of `as_of`, where it is a time
 * @throws Refused('INVALID')
 */
export function periodOf(wanted: Wanted, today: string): Period {
  const end_date = wanted.end_date ?? dayNear(today)
  const start_date = wanted.start_date ?? dateAfter(end_date, 1 - DEFAULT_DAYS)
  const days = daysBetween({ start_date, end_date })
  if (days < 1 && wanted.end_date === undefined) {
    throw invalid({ start_date: ['The start_date field must not be after today.'] })
  }
  if (days < 1) throw invalid({ end_date: ['The end_date field must not be before start_date.'] })
  if (days > MOST_DAYS) {
    throw invalid({ end_date: [`The end_date field must be within ${MOST_DAYS} days.`] })
  }
  return { start_date, end_date }
}

const isoDate = /^(19|2\d)\d\d-\d\d-\d\d$/

const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2999-12-31'

/** There are moments before and after all days of which there are reports; the period by itself stays among these. */
function dayNear(day: string): string {
  if (day > LAST_DAY) return LAST_DAY
  const firstEnd = dateAfter(FIRST_DAY, DEFAULT_DAYS - 1)
  return day < firstEnd ? firstEnd : day
}

/** From 1900 to 2999. */
export function isDate(text: string): boolean {
  return isoDate.test(text) && isDay(text)
}

function daysBetween({ start_date, end_date }: Period): number {
  return (Date.parse(end_date) - Date.parse(start_date)) / DAY_MS + 1
}

export function daysOf(period: Period): string[] {
  return Array.from({ length: daysBetween(period) }, (_, day) => dateAfter(period.start_date, day))
}

/** The instants from which on, and up to which exclusively, things are in the period. */
export function boundsOf({ start_date, end_date }: Period): {
  readonly from: string
  readonly until: string
} {
  return {
    from: `${start_date}T00:00:00.000Z`,
    until: `${dateAfter(end_date, 1)}T00:00:00.000Z`,
  }
}

function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
}
