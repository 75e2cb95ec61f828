import type { JsonValue } from '../../kernel/event.ts'
import type { Row } from '../projection.ts'

/** How Postgres reads a column: a list is an SQL array in one and JSON in another. */
export type Column = { readonly name: string; readonly kind: 'plain' | 'array' | 'json' }

/** A value that COPY would take otherwise than JSON does, or not at all. One by one it is told what is wrong. */
export class NotForCopy extends Error {
  override readonly name = 'NotForCopy'
}

const NULL = '\\N'

/**
 * A row as a line of COPY's text format, read by Postgres as `jsonb_populate_recordset` reads it.
 * @throws NotForCopy
 */
export function copyLine(columns: readonly Column[], row: Row): string {
  let line = ''
  for (const { name, kind } of columns) {
    line += (line === '' ? '' : '\t') + fieldOf(kind, row[name])
  }
  return `${line}\n`
}

function fieldOf(kind: Column['kind'], value: JsonValue | undefined): string {
  if (value === null || value === undefined) return NULL
  if (kind === 'json') return escape(JSON.stringify(value))
  if (kind === 'array') return arrayOf(value)
  return plain(value)
}

function plain(value: JsonValue): string {
  switch (typeof value) {
    case 'string':
      return escape(wellFormed(value))
    case 'number':
      return Number.isFinite(value) ? String(value) : NULL // as JSON has it
    case 'boolean':
      return value ? 't' : 'f'
    default:
      throw new NotForCopy('A list or an object for a column that is neither')
  }
}

function arrayOf(value: JsonValue): string {
  if (!Array.isArray(value)) throw new NotForCopy('No list for a column of lists')
  return escape(`{${value.map(elementOf).join(',')}}`)
}

function elementOf(value: JsonValue): string {
  if (value === null) return 'NULL'
  if (typeof value !== 'string') return plain(value)
  const text = wellFormed(value)
  return specialInList.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : `"${text}"`
}

/** Half of a pair would be written as U+FFFD, where JSON lets Postgres refuse it. */
function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw new NotForCopy('A text with half of a surrogate pair')
  return text
}

const specialInList = /["\\]/
const special = /[\\\n\r\t]/
const escapes: { readonly [character: string]: string } = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function escape(text: string): string {
  if (!special.test(text)) return text
  return text.replaceAll(/[\\\n\r\t]/g, (character) => escapes[character] ?? character)
}
