import { isKnownAt, type Moment } from '../../kernel/moment.ts'
import type { ReferenceName } from '../resource/reference-name.ts'

/** What they were called at the moment of a report. */
export type Names = {
  /** The ids of those that were there. */
  readonly present: () => readonly number[]
  /** It was deleted by then. What was made later is not: a past that is imported refers to it. */
  readonly isGone: (id: number) => boolean
  /** Of one that was gone the last name, of one that was made later the first. */
  readonly nameOf: (id: number) => string
}

/** An agent's or a department's name from an event on: what is shown of them beside tickets is no more. */
export type GivenName = Pick<
  ReferenceName,
  'position' | 'resource_id' | 'at' | 'name' | 'is_deleted'
>

/** @param given all of one kind, in the order of the log */
export function namesAt(given: readonly GivenName[], moment: Moment | null): Names {
  const known = given.filter((name) => isKnownAt(moment, name))
  const made = new Set<number>()
  const gone = new Set<number>()
  const lastNames = new Map<number, string>()
  for (const { resource_id, name } of [...given.toReversed(), ...known]) {
    if (name !== null) lastNames.set(resource_id, name)
  }
  for (const { resource_id, is_deleted } of known) {
    if (is_deleted) gone.add(resource_id)
    else made.add(resource_id)
  }
  return {
    present: () => [...made].filter((id) => !gone.has(id)),
    isGone: (id) => gone.has(id),
    nameOf: (id) => lastNames.get(id) ?? `#${id}`,
  }
}
