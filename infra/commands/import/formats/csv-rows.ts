import { createReadStream } from 'node:fs'
import { CsvError, parse } from 'csv-parse'
import { WrongUse } from '#commands/command.ts'

/** One row by the names of its columns, and the line on which it ends. */
export type CsvRow = { readonly line: number; readonly values: Readonly<Record<string, string>> }

/** The rows of one ticket, oldest first. */
export type RowGroup = { readonly id: string; readonly rows: readonly CsvRow[] }

/** Nobody's ticket has so many states; a file that seems to is not what it is taken for. */
const MOST_ROWS = 20_000

/** In characters: a body may have 1 MiB, so no row with more could ever be sent. */
const LONGEST_ROW = 1_048_576

type Reading = {
  /** Of a log most columns may be of no use, and leaving them out takes half of the time. */
  readonly isUsed: (column: string) => boolean
  /** Gets the names of all columns before any row; what it throws ends the reading. */
  readonly onHeader?: (columns: readonly string[]) => void
}

async function* readRows(file: string, { isUsed, onHeader }: Reading): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
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
  const input = createReadStream(file)
  input.once('error', (error) => parser.destroy(error))
  try {
    for await (const parsed of input.pipe(parser)) {
      const { info, record } = parseRow(parsed)
      yield { line: info.lines, values: record }
    }
  } catch (error) {
    if (error instanceof CsvError) {
      throw new WrongUse(`${file} is no CSV with a header line: ${error.message}`)
    }
    throw error
  } finally {
    input.destroy()
  }
}

/** As the parser gives it with the options above, which its types do not tell. */
function parseRow(parsed: unknown) {
  return parsed as { readonly info: { readonly lines: number }; readonly record: CsvRow['values'] }
}

/**
 * Rows that follow each other with the same id; only these are in memory at once.
 * @param columns the ones that are used; all unless given
 */
export async function* groupRows(
  file: string,
  { idColumn, columns }: { readonly idColumn: string; readonly columns?: ReadonlySet<string> },
): AsyncGenerator<RowGroup> {
  let group: { id: string; rows: CsvRow[] } | null = null
  const isUsed = (column: string) => columns?.has(column) ?? true
  for await (const row of readRows(file, { isUsed })) {
    const id = row.values[idColumn] ?? ''
    if (group !== null && group.id !== id) {
      yield group
      group = null
    }
    group ??= { id, rows: [] }
    if (group.rows.length === MOST_ROWS) {
      throw new WrongUse(`${file}, line ${row.line}: ${id} has more than ${MOST_ROWS} rows.`)
    }
    group.rows.push(row)
  }
  if (group !== null) yield group
}

/**
 * Reads the file once. A ticket is imported with all of its past or not at all, so its rows have to stand together;
 * which ids were seen is all that is kept of it, some 100 bytes for each ticket.
 */
export async function surveyRows(
  file: string,
  { idColumn, needed }: { readonly idColumn: string; readonly needed: readonly string[] },
): Promise<number> {
  const seen = new Set<string>()
  let previous: string | null = null
  let header: readonly string[] | null = null
  const onHeader = (columns: readonly string[]) => {
    header = columns
    requireColumns(file, columns, needed)
  }
  const isUsed = (column: string) => column === idColumn
  for await (const { line, values } of readRows(file, { isUsed, onHeader })) {
    const id = values[idColumn] ?? ''
    if (id !== previous && seen.has(id)) {
      throw new WrongUse(
        `${file}, line ${line}: the rows of ${id} do not stand together. Sort the file by ${idColumn}, ` +
          'and leave the rows of each in their order (sort --stable).',
      )
    }
    seen.add(id)
    previous = id
  }
  if (header === null) throw new WrongUse(`${file} has no header line.`)
  return seen.size
}

function requireColumns(file: string, header: readonly string[], needed: readonly string[]): void {
  const missing = needed.filter((column) => !header.includes(column))
  if (missing.length > 0) throw new WrongUse(`${file} has no column ${missing.join(', ')}.`)
}
