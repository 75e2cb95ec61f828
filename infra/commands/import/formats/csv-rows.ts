import { CsvError, parse } from 'csv-parse'
import { WrongUse } from '#commands/command.ts'
import { openText } from './open-text.ts'

/** One row by the names of its columns, and the line on which it ends. */
export type CsvRow = {
  readonly line: number
  readonly values: Readonly<Record<string, string>>
  /** It has more values than there are columns, so which belongs to which is not known. */
  readonly isTooLong?: true
}

/** In bytes: a body may have 1 MiB, so no row with more could ever be sent. */
const LONGEST_ROW = 1_048_576

export type Reading = {
  /** Of a log most columns may be of no use, and leaving them out takes half of the time. */
  readonly isUsed: (column: string) => boolean
  /** Gets the names of all columns before any row; what it throws ends the reading. */
  readonly onHeader?: (columns: readonly string[]) => void
}

/** Rows that another program added may end otherwise than those before them. */
const LINE_ENDS = ['\r\n', '\n']

/**
 * A quote inside a value that does not begin with one is a letter like any other. After one that ends a quoted value
 * too soon nobody knows where the row ends, so that is the end of the reading.
 * @throws WrongUse, with the line
 */
export async function* readRows(
  file: string,
  { isUsed, onHeader }: Reading,
): AsyncGenerator<CsvRow> {
  let width = 0
  const isOld = (await firstLineEnd(file)) === '\r'
  const parser = parse({
    columns: (header: string[]) => {
      width = header.length
      onHeader?.(header)
      return header.map((column) => isUsed(column) && column)
    },
    info: true,
    max_record_size: LONGEST_ROW,
    skip_empty_lines: true,
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    // With a single CR the parser finds out by itself; elsewhere one is a letter of a value.
    ...(!isOld && { record_delimiter: LINE_ENDS }),
  })
  const input = openText(file)
  input.once('error', (error) => parser.destroy(error))
  try {
    for await (const parsed of input.pipe(parser)) {
      const { info, record } = parseRow(parsed)
      const beyond = info.error?.record.slice(width) ?? []
      const isTooLong = beyond.some((value) => value !== '')
      yield { line: info.lines, values: record, ...(isTooLong && { isTooLong }) }
    }
    if (width === 0) throw new WrongUse(`${file} has no header line.`)
  } catch (error) {
    if (error instanceof CsvError) {
      const why = error.code === 'CSV_MAX_RECORD_SIZE' ? tooLong : error.message
      throw new WrongUse(`${file} is no CSV with a header line: ${why}`)
    }
    throw error
  } finally {
    input.destroy()
  }
}

async function firstLineEnd(file: string): Promise<string | undefined> {
  for await (const text of openText(file)) {
    const [end] = /\r\n?|\n/.exec(String(text)) ?? []
    if (end !== undefined) return end
  }
  return undefined
}

const tooLong = `a row is longer than ${LONGEST_ROW} bytes, or a quote does not end`

/** As the parser gives it with the options above, which its types do not tell. */
function parseRow(parsed: unknown) {
  return parsed as { readonly info: RowInfo; readonly record: CsvRow['values'] }
}

type RowInfo = {
  readonly lines: number
  /** Where a row has another number of values than there are columns. */
  readonly error: { readonly record: readonly string[] } | undefined
}
