import { parseStreamName, type RecordedEvent } from '../../kernel/event.ts'
import { isKnownAt, type Moment } from '../../kernel/moment.ts'
import type { SubjectKind } from './subjects.ts'

/** What an agent or a department is called from an event on. */
export type ReportName = {
  /** Of the event: each gives one name at most. */
  readonly position: number
  readonly kind: SubjectKind
  readonly subject_id: number
  readonly at: string
  /** `null` where it is deleted. */
  readonly name: string | null
}

/** What they were called at the moment of a report. */
export type Names = {
  /** The ids of those that were there. */
  readonly present: () => readonly number[]
  readonly isThere: (id: number) => boolean
  /** Of one that was gone the last name, of one that was made later the first. */
  readonly nameOf: (id: number) => string
}

const kinds: { readonly [type: string]: SubjectKind } = {
  AgentCreated: 'agent',
  AgentChanged: 'agent',
  AgentDeleted: 'agent',
  DepartmentCreated: 'department',
  DepartmentChanged: 'department',
  DepartmentDeleted: 'department',
}

export const nameEventTypes: ReadonlySet<string> = new Set(Object.keys(kinds))

/** @returns `null` where the event names nobody */
export function nameGivenBy(event: RecordedEvent): ReportName | null {
  const kind = kinds[event.type]
  const { name } = event.data
  const isDeleted = event.type.endsWith('Deleted')
  if (kind === undefined || (!isDeleted && name === undefined)) return null
  return {
    position: Number(event.position),
    kind,
    subject_id: parseStreamName(event.stream)?.id ?? 0,
    at: event.metadata.occurred_at,
    name: isDeleted ? null : typeof name === 'string' ? name : '',
  }
}

/** @param given all of one kind, in the order of the log */
export function namesAt(given: readonly ReportName[], moment: Moment | null): Names {
  const known = given.filter((name) => isKnownAt(moment, name))
  const present = new Map<number, string>()
  const lastNames = new Map<number, string>()
  for (const { subject_id, name } of [...given.toReversed(), ...known]) {
    if (name !== null) lastNames.set(subject_id, name)
  }
  for (const { subject_id, name } of known) {
    if (name === null) present.delete(subject_id)
    else present.set(subject_id, name)
  }
  return {
    present: () => [...present.keys()],
    isThere: (id) => present.has(id),
    nameOf: (id) => lastNames.get(id) ?? `#${id}`,
  }
}
