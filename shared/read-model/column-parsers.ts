import pg from 'pg'

/** Postgres' own numbers of its types, from `pg_type`. */
const oid = { int8: 20, date: 1082, int8Array: 1016, timestamptz: 1184 } as const

/**
 * How columns become values, the same for every query:
 * `bigint` a number (ids and counts stay below 2^53), `timestamptz` ISO 8601 in UTC with milliseconds,
 * `date` as it is written; all else as the driver has it, so `numeric` (positions) is text.
 * Needs a session in UTC.
 */
export const columnParsers: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(type, 'binary')
    if (type === oid.int8) return parseInt8
    if (type === oid.int8Array) return parseInt8Array
    if (type === oid.timestamptz) return parseTimestamp
    if (type === oid.date) return asWritten
    return pg.types.getTypeParser(type, 'text')
  },
}

function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is no id and no count`)
  return value
}

function parseInt8Array(text: string): number[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(parseInt8)
}

const utcTimestamp = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/

function parseTimestamp(text: string): string {
  const parts = utcTimestamp.exec(text)
  if (parts === null) return text // `infinity`, years beyond 9999: nothing that we write
  const [, day, time, fraction = ''] = parts
  return `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}

const asWritten = (text: string) => text
