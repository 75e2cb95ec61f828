import type { RecordedEvent } from '../../kernel/event.ts'
import { referenceNamedBy } from '../resource/reference-name.ts'
import { followTickets } from './follow-tickets.ts'
import { type GivenName, type Names, namesAt } from './names.ts'
import { type Overview, overviewOf } from './overview.ts'
import { type SubjectEntry, type SubjectKind, subjectsOf } from './subjects.ts'
import type { ReportRange, Tally } from './tally.ts'
import { tallyOverview } from './tally-overview.ts'
import { tallySubjects } from './tally-subjects.ts'

/** A report made from the log alone: given every event from the first, in order. */
export type Replay<Report> = {
  readonly add: (event: RecordedEvent) => void
  readonly report: () => Report
}

export function replayOverview(range: ReportRange): Replay<Overview> {
  return replay(range, {
    named: 'department',
    tally: tallyOverview(range),
    present: (sums, departments) => overviewOf(range.period, sums, departments),
  })
}

export function replaySubjects(kind: SubjectKind, range: ReportRange): Replay<SubjectEntry[]> {
  return replay(range, {
    named: kind,
    tally: tallySubjects(kind, range),
    present: (sums, names) => subjectsOf(kind, sums, names),
  })
}

type Recipe<Sums, Report> = {
  /** Whose names the report tells. */
  readonly named: SubjectKind
  readonly tally: Tally<Sums>
  readonly present: (sums: Sums, names: Names) => Report
}

function replay<Sums, Report>(
  { moment }: ReportRange,
  { named, tally, present }: Recipe<Sums, Report>,
): Replay<Report> {
  const tickets = followTickets()
  const given: GivenName[] = []
  return {
    add: (event) => {
      const name = referenceNamedBy(event)
      if (name?.resource === named) given.push(name)
      const facts = tickets.after(event)
      if (facts !== null) tally.add(facts)
    },
    report: () => present(tally.sums(), namesAt(given, moment)),
  }
}
