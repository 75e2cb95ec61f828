import { type Moment, parseMoment } from '@deskhive/shared/kernel/moment.ts'
import type { Position } from '@deskhive/shared/kernel/position.ts'
import { invalid } from '@deskhive/shared/kernel/refused.ts'
import { z } from 'zod'
import type { Desk } from '#api/desk.ts'
import { waitUntilReadable } from '#api/plugins/read-your-writes.ts'
import { filter } from '#api/routes/parameters.ts'

/** The query parameter of whatever can be seen as it was. */
export function asOf() {
  return filter(
    z
      .string()
      .refine((text) => parseMoment(text) !== null, {
        error: 'must be a time such as 2026-03-15T14:30:00Z, or a position of the log',
      })
      .transform(parseMoment),
  )
}

/**
 * What is in the log and not yet in the tables is waited for.
 * @throws Refused('INVALID') for a position behind the log's end, Unavailable
 */
export async function waitUntilKnown(desk: Desk, moment: Moment | null): Promise<void> {
  if (moment?.by !== 'position' || moment.position <= desk.waiter.current()) return
  await requireInLog(desk, moment.position)
  const late = await waitUntilReadable(desk, moment.position)
  if (late) throw late
}

async function requireInLog(desk: Desk, position: Position): Promise<void> {
  if (position > (await desk.log.head())) {
    throw invalid({ as_of: ['The as_of field lies beyond the end of the log.'] })
  }
}
