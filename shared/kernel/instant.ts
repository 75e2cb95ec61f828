const FIRST_MS = Date.parse('0001-01-01T00:00:00.000Z')
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z')

/**
 * An instant as it is kept: ISO 8601 in UTC with milliseconds and four digits of a year, so that texts sort as times.
 * @returns `null` for what is no time, or is outside of the years 1 to 9999 in UTC, which PostgreSQL takes in no such text
 */
export function inUtc(text: string): string | null {
  const ms = Date.parse(text)
  return ms >= FIRST_MS && ms <= LAST_MS ? new Date(ms).toISOString() : null
}
