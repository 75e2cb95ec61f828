import { inUtc } from './instant.ts'
import { type Position, parsePosition } from './position.ts'

/**
 * Up to when things are known: by a position, what was in the log when it ended there; by a time
 * (ISO 8601, UTC), what had happened by then as it is known now, with all that was told later.
 */
export type Moment =
  | { readonly by: 'position'; readonly position: Position }
  | { readonly by: 'time'; readonly time: string }

const isoTime = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/** @returns `null` where the text is neither a position of the log nor an ISO time with its zone */
export function parseMoment(text: string): Moment | null {
  const position = parsePosition(text)
  if (position !== null) return { by: 'position', position }

  const [, day] = isoTime.exec(text) ?? []
  const time = day !== undefined && isDay(day) ? inUtc(text) : null
  return time === null ? null : { by: 'time', time }
}

/**
 * Whether there is such a day: `Date` takes the 30th of February for the 1st of March.
 * @param day of the form 2026-03-15
 */
export function isDay(day: string): boolean {
  const ms = Date.parse(day)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day)
}

/** @param moment `null` for now: everything */
export function isKnownAt(
  moment: Moment | null,
  { position, at }: { readonly position: number; readonly at: string },
): boolean {
  if (moment === null) return true
  if (moment.by === 'position') return BigInt(position) <= moment.position
  return Date.parse(at) <= Date.parse(moment.time)
}
