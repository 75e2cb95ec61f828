import { isKnownAt, type Moment } from '../../kernel/moment.ts'
import type { ReferenceName } from '../resource/reference-name.ts'

/** What they were called at the moment of a report. */
export type Names = {
  /** The ids of those that were there. */
  readonly present: () => readonly number[]
  readonly isThere: (id: number) => boolean
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
  const present = new Map<number, string>()
  const lastNames = new Map<number, string>()
  for (const { resource_id, name } of [...given.toReversed(), ...known]) {
    if (name !== null) lastNames.set(resource_id, name)
  }
  for (const { resource_id, name, is_deleted } of known) {
    if (is_deleted) present.delete(resource_id)
    else if (name !== null) present.set(resource_id, name)
  }
  return {
    present: () => [...present.keys()],
    isThere: (id) => present.has(id),
    nameOf: (id) => lastNames.get(id) ?? `#${id}`,
  }
}
