import type { Column } from '../columns.ts'
import type { Row } from '../projection.ts'
import { valueText } from '../value-text.ts'

const NULL = '\\N'

/**
 * A row as a line of COPY's text format.
 * @throws NotForColumn
 */
export function copyLine(columns: readonly Column[], row: Row): string {
  let line = ''
  for (const { name, kind } of columns) {
    const text = valueText(kind, row[name])
    line += (line === '' ? '' : '\t') + (text === null ? NULL : escape(text))
  }
  return `${line}\n`
}

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
