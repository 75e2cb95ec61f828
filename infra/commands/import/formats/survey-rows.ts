import { WrongUse } from '#commands/command.ts'
import { type CsvRow, readRows } from './csv-rows.ts'

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
 * Reads the file once; which ids were seen is all that is kept of it, some 100 bytes for each ticket.
 * One clock may be wrong, so the order of the file is what most of its steps are: those within a ticket, or, where
 * tickets are mixed, from each row to the next.
 */
export async function surveyRows(file: string, grouping: Grouping): Promise<Survey> {
  const { idColumn, timeOf } = grouping
  const seen = new Set<string>()
  const within: Order = { forward: 0, back: 0 }
  const overall: Order = { forward: 0, back: 0 }
  let areTogether = true
  let previous: { readonly id: string; readonly time: string } | null = null
  for await (const values of valuesOf(file, grouping)) {
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

async function* valuesOf(file: string, grouping: Grouping) {
  const { idColumn, timeColumn } = grouping
  let hasHeader = false
  const onHeader = (header: readonly string[]) => {
    hasHeader = true
    requireColumns(file, header, grouping)
  }
  const isUsed = (column: string) => column === idColumn || column === timeColumn
  for await (const { values } of readRows(file, { isUsed, onHeader })) yield values
  if (!hasHeader) throw new WrongUse(`${file} has no header line.`)
}

type Columns = Pick<Grouping, 'needed' | 'columns'>

function requireColumns(file: string, header: readonly string[], { needed, columns }: Columns) {
  const missing = needed.filter((column) => !header.includes(column))
  if (missing.length > 0) throw new WrongUse(`${file} has no column ${missing.join(', ')}.`)

  const used = columns ?? new Set(needed)
  const twice = header.filter((column, index) => header.indexOf(column) < index && used.has(column))
  if (twice.length > 0) throw new WrongUse(`${file} has more than one column ${twice.join(', ')}.`)
}
