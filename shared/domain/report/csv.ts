import type { Duration } from './duration.ts'
import type { Overview } from './overview.ts'
import type { SubjectEntry, SubjectKind } from './subjects.ts'

type Cell = string | number | null
export type Table = { readonly columns: readonly string[]; readonly rows: readonly Cell[][] }

/** One figure a line, so that the columns stay what they are whatever the desk has. */
export function overviewTable(overview: Overview): Table {
  const { period, by_status, by_priority, by_department, tickets_over_time, ...figures } = overview
  const one = (figure: string, value: Cell): Cell[] => [figure, null, null, value]
  const each = (figure: string, values: object): Cell[][] =>
    Object.entries(values).map(([key, value]) => [figure, key, null, value])
  const ofDays = (['created', 'resolved', 'reopened', 'backlog'] as const).flatMap((figure) =>
    tickets_over_time.map((day): Cell[] => [`${figure}_on`, day.date, null, day[figure]]),
  )

  return {
    columns: ['figure', 'key', 'name', 'value'],
    rows: [
      ...each('period', period),
      ...each('by_status', by_status),
      ...each('by_priority', by_priority),
      ...by_department.map(({ id, name, count }): Cell[] => ['by_department', id, name, count]),
      ...Object.entries(figures).flatMap(([figure, value]) =>
        typeof value === 'number' ? [one(figure, value)] : each(figure, value),
      ),
      ...ofDays,
    ],
  }
}

/** One agent or department a line. */
export function subjectsTable(kind: SubjectKind, entries: readonly SubjectEntry[]): Table {
  const durations = ['first_reply_time', 'full_resolution_time'] as const
  return {
    columns: [
      `${kind}_id`,
      `${kind}_name`,
      ...counts,
      ...durations.flatMap((name) => parts.map((part) => `${name}_${part}`)),
    ],
    rows: entries.map((entry) => [
      entry[kind]?.id ?? null,
      entry[kind]?.name ?? null,
      ...counts.map((count) => entry[count]),
      ...durations.flatMap((name) => partsOf(entry[name])),
    ]),
  }
}

const counts = [
  'assigned',
  'replies',
  'resolutions',
  'tickets_resolved',
  'automatic_closes',
  'reopens',
  'backlog',
] as const
const parts = ['count', 'mean', 'median', 'p90'] as const

const partsOf = (duration: Duration): Cell[] => parts.map((part) => duration[part])

/** RFC 4180, numbers as they are. */
export function csvOf({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

/** A spreadsheet takes a text that begins so for a formula, whoever wrote it. */
const formula = /^[=+\-@\t\r]/

function csvCell(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell)
  const text = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
