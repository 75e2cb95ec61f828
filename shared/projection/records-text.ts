import type { Column } from './columns.ts'
import type { Row } from './projection.ts'
import { valueText } from './value-text.ts'

/**
 * Rows as an array of a table's own row type, which Postgres reads in half the time that it takes for JSON:
 * `{"(1,\"a text\",)","(2,,)"}`.
 * @param columns all that the table has, in its order
 * @throws NotForColumn
 */
export function recordsText(columns: readonly Column[], rows: Iterable<Row>): string {
  let text = ''
  for (const row of rows) text += `${text === '' ? '' : ','}"(${fieldsText(columns, row)})"`
  return `{${text}}`
}

function fieldsText(columns: readonly Column[], row: Row): string {
  let text = ''
  let between = ''
  for (const { name, kind } of columns) {
    const field = valueText(kind, row[name])
    text += field === null ? between : `${between}\\"${escape(field)}\\"`
    between = ','
  }
  return text
}

const special = /["\\]/

/** Once for the field of the record, and once more for the record in the array. */
function escape(field: string): string {
  if (!special.test(field)) return field
  return field.replaceAll(/["\\]/g, (character) => (character === '"' ? '\\\\\\"' : '\\\\\\\\'))
}
