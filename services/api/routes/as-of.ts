import { type Moment, parseMoment } from '@deskhive/shared/kernel/moment.ts'
import { z } from 'zod'
import type { Desk } from '#api/desk.ts'
import { waitUntilInLog } from '#api/feed/in-log.ts'
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

const errors = { as_of: ['The as_of field lies beyond the end of the log.'] }

/**
 * What is in the log and not yet in the tables is waited for. Tables come to the last event of ours, and a position
 * may be that of one of the store's own after it.
 * @throws Refused('INVALID') for a position behind the log's end, Unavailable
 */
export async function waitUntilKnown(desk: Desk, moment: Moment | null): Promise<void> {
  if (moment?.by !== 'position' || moment.position <= desk.waiter.current()) return
  const { position } = moment
  await waitUntilInLog(desk, position, errors)
  const head = await desk.log.head()
  const late = await waitUntilReadable(desk, position < head ? position : head)
  if (late) throw late
}
