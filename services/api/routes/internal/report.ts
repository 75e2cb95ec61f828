import {
  csvOf,
  overviewTable,
  subjectsTable,
  type Table,
} from '@deskhive/shared/domain/report/csv.ts'
import { namesAt } from '@deskhive/shared/domain/report/names.ts'
import { overviewOf } from '@deskhive/shared/domain/report/overview.ts'
import { isDate, periodOf } from '@deskhive/shared/domain/report/period.ts'
import { type SubjectKind, subjectsOf } from '@deskhive/shared/domain/report/subjects.ts'
import { type ReportRange, todayOf } from '@deskhive/shared/domain/report/tally.ts'
import { sumOverview } from '@deskhive/shared/read-model/queries/report-overview.ts'
import { sumSubjects } from '@deskhive/shared/read-model/queries/report-subjects.ts'
import { z } from 'zod'
import type { Desk } from '#api/desk.ts'
import type { App } from '#api/route.ts'
import { asOf, waitUntilKnown } from '#api/routes/as-of.ts'
import { filter } from '#api/routes/parameters.ts'

const querystring = z.object({
  start_date: date(),
  end_date: date(),
  as_of: asOf(),
  format: filter(z.enum(['json', 'csv'])),
})

function date() {
  return filter(
    z
      .string()
      .refine(isDate, { error: 'must be a date such as 2026-03-15' })
      .meta({ format: 'date' }),
  )
}

/** From the kept tables; `npm run replay` makes the same answers from the log alone. */
export function reportRoutes(app: App, desk: Desk): void {
  addReport(app, desk, {
    name: 'overview',
    make: async (range) => {
      const { sums, departments, position } = await sumOverview(desk.reports, range)
      const overview = overviewOf(range.period, sums, namesAt(departments, range.moment))
      return { data: overview, table: () => overviewTable(overview), position }
    },
  })
  addReport(app, desk, { name: 'agents', make: (range) => reportOn(desk, 'agent', range) })
  addReport(app, desk, {
    name: 'departments',
    make: (range) => reportOn(desk, 'department', range),
  })
}

async function reportOn(desk: Desk, kind: SubjectKind, range: ReportRange): Promise<Report> {
  const { sums, names, position } = await sumSubjects(desk.reports, kind, range)
  const entries = subjectsOf(kind, sums, namesAt(names, range.moment))
  return { data: entries, table: () => subjectsTable(kind, entries), position }
}

type Report = {
  readonly data: unknown
  readonly table: () => Table
  /** Up to where the log is counted, as decimal text. */
  readonly position: string | null
}

type ReportRoute = {
  readonly name: 'overview' | 'agents' | 'departments'
  readonly make: (range: ReportRange) => Promise<Report>
}

function addReport(app: App, desk: Desk, { name, make }: ReportRoute): void {
  app.get(
    `/internal/reports/${name}`,
    { config: { group: 'internal', scope: `reports:${name}` }, schema: { querystring } },
    async ({ query }, reply) => {
      const moment = query.as_of ?? null
      const range = { period: periodOf(query, todayOf(moment, desk.now())), moment }
      await waitUntilKnown(desk, moment)

      const { data, table, position } = await make(range)
      if (position !== null) reply.header('x-position', position)
      if (query.format !== 'csv') return { data }
      const { start_date, end_date } = range.period
      return reply
        .header(
          'content-disposition',
          `attachment; filename="${name}-${start_date}-${end_date}.csv"`,
        )
        .type('text/csv; charset=utf-8')
        .send(csvOf(table()))
    },
  )
}
