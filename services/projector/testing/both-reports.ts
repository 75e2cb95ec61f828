import { namesAt } from '@deskhive/shared/domain/report/names.ts'
import { overviewOf } from '@deskhive/shared/domain/report/overview.ts'
import {
  type Replay,
  replayOverview,
  replaySubjects,
} from '@deskhive/shared/domain/report/replay-report.ts'
import { subjectsOf } from '@deskhive/shared/domain/report/subjects.ts'
import type { ReportRange } from '@deskhive/shared/domain/report/tally.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { Moment } from '@deskhive/shared/kernel/moment.ts'
import type { ReadModelDatabase } from '@deskhive/shared/read-model/database.ts'
import { sumOverview } from '@deskhive/shared/read-model/queries/report-overview.ts'
import { sumSubjects } from '@deskhive/shared/read-model/queries/report-subjects.ts'
import fc from 'fast-check'
import { someTime } from './at-any-time.ts'

/** A period and a moment that have to do with `lateLog`. */
export const someRange: fc.Arbitrary<ReportRange> = fc.record({
  period: fc.tuple(someTime, someTime).map((times) => {
    const [start = '', end = ''] = times.map((time) => time.slice(0, 10)).sort()
    return { start_date: start, end_date: end }
  }),
  moment: fc.oneof(
    fc.constant(null),
    someTime.map((time): Moment => ({ by: 'time', time })),
    fc.nat(80 * 97).map((position): Moment => ({ by: 'position', position: BigInt(position) })),
  ),
})

/** The three reports as the kept tables have them. */
export async function keptReports(db: ReadModelDatabase, each: ReportRange) {
  const overview = await sumOverview(db, each)
  const agents = await sumSubjects(db, 'agent', each)
  const departments = await sumSubjects(db, 'department', each)
  return {
    overview: overviewOf(each.period, overview.sums, namesAt(overview.departments, each.moment)),
    agents: subjectsOf('agent', agents.sums, namesAt(agents.names, each.moment)),
    departments: subjectsOf(
      'department',
      departments.sums,
      namesAt(departments.names, each.moment),
    ),
  }
}

/** The three reports as a fold of the log has them. */
export function replayed(log: readonly RecordedEvent[], each: ReportRange) {
  return {
    overview: reportOf(log, replayOverview(each)),
    agents: reportOf(log, replaySubjects('agent', each)),
    departments: reportOf(log, replaySubjects('department', each)),
  }
}

function reportOf<Report>(log: readonly RecordedEvent[], replay: Replay<Report>): Report {
  for (const event of log) replay.add(event)
  return replay.report()
}
