import type { JsonValue } from '../kernel/event.ts'
import type { Column } from './columns.ts'

/** A value that Postgres would take otherwise as a text than it takes JSON, or not at all. */
export class NotForColumn extends Error {
  override readonly name = 'NotForColumn'
}

/**
 * What Postgres reads into a column as `jsonb_populate_recordset` would read the value; `null` for NULL.
 * @throws NotForColumn
 */
export function valueText(kind: Column['kind'], value: JsonValue | undefined): string | null {
  if (value === null || value === undefined) return null
  if (kind === 'json') return JSON.stringify(value)
  if (kind === 'array') return arrayText(value)
  return plainText(value)
}

function plainText(value: JsonValue): string | null {
  switch (typeof value) {
    case 'string':
      return wellFormed(value)
    case 'number':
      return Number.isFinite(value) ? String(value) : null // as JSON has it
    case 'boolean':
      return String(value)
    default:
      throw new NotForColumn('A list or an object for a column that is neither')
  }
}

function arrayText(value: JsonValue): string {
  if (!Array.isArray(value)) throw new NotForColumn('No list for a column of lists')
  return `{${value.map(elementText).join(',')}}`
}

function elementText(value: JsonValue): string {
  const text = value === null ? null : plainText(value)
  if (text === null) return 'NULL'
  if (typeof value !== 'string') return text
  return `"${special.test(text) ? text.replaceAll(/["\\]/g, '\\$&') : text}"`
}

const special = /["\\]/

/** Half of a pair would be written as U+FFFD, where JSON lets Postgres refuse it. */
function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw new NotForColumn('A text with half of a surrogate pair')
  return text
}
