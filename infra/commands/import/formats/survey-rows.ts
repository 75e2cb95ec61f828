import { WrongUse } from '#commands/command.ts'
import type { CsvRow } from './csv-rows.ts'
import { type Clock, countStep, type Steps } from './row-order.ts'

export type Grouping = Clock & {
  readonly idColumn: string
  /** What the file writes there where nobody knows which ticket a row is of. */
  readonly isNoId: (id: string) => boolean
  /** Columns that the file must have. */
  readonly needed: readonly string[]
  /** The ones that are read; all unless given. */
  readonly columns?: ReadonlySet<string>
}

export type Survey = {
  readonly tickets: number
  /** The rows of every ticket follow each other. */
  readonly areTogether: boolean
  /** Within all tickets, in the order of the file. */
  readonly steps: Steps
}

/** The same for all rows of a ticket, its id; a row that names none is nobody else's. */
export function groupOf({ line, values }: CsvRow, { idColumn, isNoId }: Grouping): string {
  const id = values[idColumn] ?? ''
  return isNoId(id) ? `\0${line}` : id
}

/**
 * Each id with its last time is all that is kept of the rows, some 100 bytes for each ticket. A row is compared with
 * the one before it of its own ticket, wherever that stands: between tickets the order of a file tells nothing.
 */
export async function surveyRows(
  rows: AsyncIterable<CsvRow> | Iterable<CsvRow>,
  grouping: Grouping,
): Promise<Survey> {
  const lastTimes = new Map<string, string>()
  const steps: Steps = { on: 0, back: 0 }
  let areTogether = true
  let previous: string | null = null
  for await (const row of rows) {
    const id = groupOf(row, grouping)
    const last = lastTimes.get(id)
    if (last !== undefined && id !== previous) areTogether = false
    const time = grouping.timeOf(row.values)
    if (last && time !== '') countStep(steps, last, time)
    lastTimes.set(id, time === '' ? (last ?? '') : time)
    previous = id
  }
  return { tickets: lastTimes.size, areTogether, steps }
}

/** @throws WrongUse where one that is needed is missing, or one that is read is there twice */
export function requireColumns(
  file: string,
  header: readonly string[],
  { needed, columns }: Grouping,
): void {
  const missing = needed.filter((column) => !header.includes(column))
  if (missing.length > 0) throw new WrongUse(`${file} has no column ${missing.join(', ')}.`)

  const used = columns ?? new Set(needed)
  const twice = header.filter((column, index) => header.indexOf(column) < index && used.has(column))
  if (twice.length > 0) throw new WrongUse(`${file} has more than one column ${twice.join(', ')}.`)
}
