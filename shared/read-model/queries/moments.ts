import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Moment } from '../../kernel/moment.ts'
import type { Condition } from './conditions.ts'

/** Of rows with `position` and `at`: recorded, or happened, by then. */
export function isKnownBy(moment: Moment): Condition {
  const { column, value } = placeOf(moment)
  return sql<SqlBool>`${column} <= ${value}`
}

/** The column by which rows with `position` and `at` are before or after a moment, and its value. */
export function placeOf(moment: Moment): {
  readonly column: RawBuilder<unknown>
  readonly value: RawBuilder<unknown>
} {
  return moment.by === 'time'
    ? { column: sql`at`, value: sql`${moment.time}::timestamptz` }
    : { column: sql`position`, value: sql`${clamped(moment.position)}::bigint` }
}

/** Of rows with a range of positions and one of times: in force then. */
export function isInForceAt(moment: Moment): Condition {
  if (moment.by === 'time') {
    const { time } = moment
    // The first condition follows from the second, and lets the index begin at the right place.
    return sql<SqlBool>`(created_at <= ${time}::timestamptz and from_time <= ${time}::timestamptz
      and (to_time is null or to_time > ${time}::timestamptz))`
  }
  const position = clamped(moment.position)
  return sql<SqlBool>`(from_position <= ${position}::bigint
    and (to_position is null or to_position > ${position}::bigint))`
}

/** A column holds half of what a position may be; the rest lies beyond every log. */
export const MOST_BIGINT = 2n ** 63n - 1n
const clamped = (position: bigint) => String(position < MOST_BIGINT ? position : MOST_BIGINT)
