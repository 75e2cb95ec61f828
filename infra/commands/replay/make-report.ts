import {
  csvOf,
  overviewTable,
  subjectsTable,
  type Table,
} from '@deskhive/shared/domain/report/csv.ts'
import {
  type Replay,
  replayOverview,
  replaySubjects,
} from '@deskhive/shared/domain/report/replay-report.ts'
import type { SubjectKind } from '@deskhive/shared/domain/report/subjects.ts'
import type { ReportRange } from '@deskhive/shared/domain/report/tally.ts'
import type { Format, ReportName } from '#commands/replay/config.ts'

export type ReplayedReport = Pick<Replay<unknown>, 'add'> & {
  /** Once all events were added. */
  readonly print: (format: Format) => string
}

export function startReport(name: ReportName, range: ReportRange): ReplayedReport {
  if (name === 'overview') return printed(replayOverview(range), overviewTable)
  const kind: SubjectKind = name === 'agents' ? 'agent' : 'department'
  return printed(replaySubjects(kind, range), (entries) => subjectsTable(kind, entries))
}

function printed<Report>(
  replay: Replay<Report>,
  tableOf: (report: Report) => Table,
): ReplayedReport {
  return {
    add: replay.add,
    print: (format) => {
      const report = replay.report()
      if (format === 'json') return `${JSON.stringify({ data: report })}\n`
      return format === 'csv' ? csvOf(tableOf(report)) : inColumns(tableOf(report))
    },
  }
}

/** For a person: each column as wide as its widest cell, numbers to the right. */
function inColumns({ columns, rows }: Table): string {
  const lines = [columns, ...rows.map((row) => row.map((cell) => String(cell ?? '')))]
  const widths = columns.map((_column, index) =>
    Math.max(...lines.map((line) => line[index]?.length ?? 0)),
  )
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, at) => pad(cell, widths[at]))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

function pad(cell: string, width = 0): string {
  return /^-?\d/.test(cell) ? cell.padStart(width) : cell.padEnd(width)
}
