import type { RecordedEvent } from '../kernel/event.ts'

/** The first place where the log is not what was recorded. What is not there (any more) has no position or id. */
export type Broken = {
  readonly stream: string | null
  readonly revision: number | null
  /** Decimal text, as everywhere outside. */
  readonly position: string | null
  readonly event_id: string | null
  readonly reason: string
}

export const reasons = {
  changed: 'The event was changed after it was recorded',
  missing: 'The event is missing',
  unordered: 'The event does not follow the one before it in its stream',
  foreign: 'The event was not written by the desk',
  added: 'The event was put in after the root that covers its place was signed',
  moved: 'The event is not in the place where it was recorded',
  notARoot: 'The event is no root, and only roots belong here',
  notSigned: 'The signature of the root does not fit what it says',
  otherKey: 'The root is signed with a key that is not known here',
  doesNotFit: 'The root does not fit the log before it',
  outsideDiffers: 'The log before this place is not what a root that is kept outside says',
  endsEarly: 'The log ends before this place, which a root that is kept outside covers',
  endsBeforeRows: 'The log ends before this place, which the read models have seen',
} as const

export type Reason = (typeof reasons)[keyof typeof reasons]

type NamedEvent = Pick<RecordedEvent, 'stream' | 'revision' | 'position' | 'id'>

export function brokenAt(event: NamedEvent, reason: Reason): Broken {
  const { stream, revision, position, id } = event
  return { stream, revision, position: String(position), event_id: id, reason }
}

export function missingEvent(event: Pick<NamedEvent, 'stream' | 'revision'>): Broken {
  const { stream, revision } = event
  return { stream, revision, position: null, event_id: null, reason: reasons.missing }
}
