import type { RefusedInput } from '#commands/import/source.ts'
import type { CsvRow } from './csv-rows.ts'

/** How often the time of one row of a ticket is later, or earlier, than that of its row before. */
export type Steps = { on: number; back: number }

export type Clock = {
  readonly timeColumn: string
  /** When a row was recorded, as text that sorts; `''` where that cannot be read. */
  readonly timeOf: (values: CsvRow['values']) => string
}

export function countStep(steps: Steps, before: string, now: string): void {
  if (before < now) steps.on += 1
  if (before > now) steps.back += 1
}

/** Some clocks are wrong, one step in 3,032 of a real log. Where more than a quarter seem to be, the order is. */
const MOST_BACK = 1 / 4
/** With fewer steps, a single clock is already a part of note. */
const FEW_STEPS = 20

/** The rows are neither oldest nor newest first, whichever end they are read from. */
export function isNoOrder({ on, back }: Steps): boolean {
  return on + back >= FEW_STEPS && Math.min(on, back) > MOST_BACK * (on + back)
}

/**
 * What speaks against the order of a ticket's rows, oldest first as its file has them: they go back oftener than on.
 * The order counts more than clocks do, so it is believed all the same, and told.
 */
export function doubtOf(
  { id, rows }: { readonly id: string; readonly rows: readonly CsvRow[] },
  { timeColumn, timeOf }: Clock,
): RefusedInput | null {
  const steps = { on: 0, back: 0 }
  let before = ''
  let line: number | null = null
  for (const row of rows) {
    const now = timeOf(row.values)
    if (now === '') continue
    if (now < before) line ??= row.line
    if (before !== '') countStep(steps, before, now)
    before = now
  }
  if (steps.back <= steps.on) return null
  return { refused: 'value', external_id: id, line, errors: { [timeColumn]: [earlier] } }
}

const earlier =
  'It is before that of the row recorded before it, as times of this ticket are oftener than not; the order of the' +
  ' rows counts.'
