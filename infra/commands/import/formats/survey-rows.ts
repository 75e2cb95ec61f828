import { WrongUse } from '#commands/command.ts'
import type { CsvRow } from './csv-rows.ts'

export type Grouping = {
  readonly idColumn: string
  readonly timeColumn: string
  /** When a row was recorded, as text that sorts; `''` where that cannot be read. */
  readonly timeOf: (values: CsvRow['values']) => string
  /** Columns that the file must have. */
  readonly needed: readonly string[]
  /** The ones that are read; all unless given. */
  readonly columns?: ReadonlySet<string>
}

export type Survey = {
  readonly tickets: number
  /** The rows of every ticket follow each other. */
  readonly areTogether: boolean
  readonly isNewestFirst: boolean
}

type Order = { forward: number; back: number }

/**
 * Which ids were seen is all that is kept of the rows, some 100 bytes for each ticket. One clock may be wrong, so the
 * order of the file is what most of its steps are: those within a ticket, or, where tickets are mixed, from each row to
 * the next.
 */
export async function surveyRows(
  rows: AsyncIterable<CsvRow> | Iterable<CsvRow>,
  { idColumn, timeOf }: Grouping,
): Promise<Survey> {
  const seen = new Set<string>()
  const within: Order = { forward: 0, back: 0 }
  const overall: Order = { forward: 0, back: 0 }
  let areTogether = true
  let previous: { readonly id: string; readonly time: string } | null = null
  for await (const { values } of rows) {
    const row = { id: values[idColumn] ?? '', time: timeOf(values) }
    if (previous !== null) count(overall, previous.time, row.time)
    if (previous?.id === row.id) count(within, previous.time, row.time)
    else if (seen.has(row.id)) areTogether = false
    seen.add(row.id)
    previous = row
  }
  const { forward, back } = areTogether ? within : overall
  return { tickets: seen.size, areTogether, isNewestFirst: back > forward }
}

function count(order: Order, before: string, now: string): void {
  if (before === '' || now === '' || before === now) return
  order[before < now ? 'forward' : 'back'] += 1
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
