import { spansOf } from './duration.ts'
import type { SubjectKind, SubjectSums } from './subjects.ts'
import { lastResolutions, type ReportRange, sieveFor, sinceCreation, type Tally } from './tally.ts'
import type { ReportFact, ReportState } from './ticket-facts.ts'

/** Adds up the report on each agent or department, as the log is read. What is nobody's is left out. */
export function tallySubjects(kind: SubjectKind, range: ReportRange): Tally<SubjectSums[]> {
  const sieve = sieveFor(range)
  const subjects = tallyEach()
  const resolutions = lastResolutions(sieve)

  const addState = ({ assigned_to, department_id, at, change, status }: ReportState) => {
    if (status === 'closed' || !sieve.isByEnd(at)) return
    subjects.of(kind === 'agent' ? assigned_to : department_id).backlog += change
  }
  return {
    add: ({ fact, states }) => {
      for (const state of states) if (sieve.isKnown(state)) addState(state)
      if (fact === null || !sieve.isKnown(fact)) return
      resolutions.add(fact)
      if (sieve.isInPeriod(fact.at)) addFact(subjects.of(subjectOf(kind, fact)), fact)
    },
    sums: () => {
      const full = Map.groupBy(resolutions.inPeriod(), (fact) => subjectOf(kind, fact))
      return subjects.all().map(({ id, resolved, replies_ms, ...counts }) => ({
        id,
        ...counts,
        tickets_resolved: resolved.size,
        first_reply: spansOf(replies_ms),
        full_resolution: sinceCreation(full.get(id) ?? []),
      }))
    },
  }
}

function subjectOf(kind: SubjectKind, { agent_id, department_id }: ReportFact): number | null {
  return kind === 'agent' ? agent_id : department_id
}

type Subject = {
  readonly id: number
  assigned: number
  replies: number
  resolutions: number
  automatic_closes: number
  reopens: number
  backlog: number
  readonly resolved: Set<number>
  readonly replies_ms: number[]
}

function tallyEach() {
  const nobody = newSubject(0)
  const subjects = new Map<number, Subject>()
  return {
    of: (id: number | null): Subject => {
      if (id === null) return nobody
      const subject = subjects.get(id) ?? newSubject(id)
      subjects.set(id, subject)
      return subject
    },
    all: () => [...subjects.values()],
  }
}

function newSubject(id: number): Subject {
  return {
    id,
    assigned: 0,
    replies: 0,
    resolutions: 0,
    automatic_closes: 0,
    reopens: 0,
    backlog: 0,
    resolved: new Set(),
    replies_ms: [],
  }
}

function addFact(subject: Subject, fact: ReportFact): void {
  switch (fact.kind) {
    case 'assigned':
      subject.assigned += 1
      return
    case 'replied':
      subject.replies += 1
      if (fact.is_first) subject.replies_ms.push(fact.since_creation_ms)
      return
    case 'reopened':
      subject.reopens += 1
      return
    case 'resolved':
      addResolution(subject, fact)
      return
    default:
      fact.kind satisfies never
  }
}

function addResolution(subject: Subject, { is_automatic, ticket_id }: ReportFact): void {
  if (is_automatic) {
    subject.automatic_closes += 1
    return
  }
  subject.resolutions += 1
  subject.resolved.add(ticket_id)
}
