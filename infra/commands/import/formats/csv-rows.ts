import { CsvError, parse } from 'csv-parse'
import { WrongUse } from '#commands/command.ts'
import { openText } from './open-text.ts'

/** One row by the names of its columns, and the line on which it ends. */
export type CsvRow = { readonly line: number; readonly values: Readonly<Record<string, string>> }

/** In bytes: a body may have 1 MiB, so no row with more could ever be sent. */
const LONGEST_ROW = 1_048_576

export type Reading = {
  /** Of a log most columns may be of no use, and leaving them out takes half of the time. */
  readonly isUsed: (column: string) => boolean
  /** Gets the names of all columns before any row; what it throws ends the reading. */
  readonly onHeader?: (columns: readonly string[]) => void
}

export async function* readRows(
  file: string,
  { isUsed, onHeader }: Reading,
): AsyncGenerator<CsvRow> {
  const parser = parse({
    columns: (header: string[]) => {
      onHeader?.(header)
      return header.map((column) => isUsed(column) && column)
    },
    info: true,
    max_record_size: LONGEST_ROW,
    skip_empty_lines: true,
    trim: true,
    relax_column_count_less: true,
  })
  const input = openText(file)
  input.once('error', (error) => parser.destroy(error))
  try {
    for await (const parsed of input.pipe(parser)) {
      const { info, record } = parseRow(parsed)
      yield { line: info.lines, values: record }
    }
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

const tooLong = `a row is longer than ${LONGEST_ROW} bytes, or a quote does not end`

/** As the parser gives it with the options above, which its types do not tell. */
function parseRow(parsed: unknown) {
  return parsed as { readonly info: { readonly lines: number }; readonly record: CsvRow['values'] }
}
