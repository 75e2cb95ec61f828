import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import { readMadeAt } from '@deskhive/shared/read-model/queries/made-at.ts'

/** By so much the clocks of the log and of the database may differ. */
const CLOCKS_MS = 300_000

export type IsNews = (event: Pick<RecordedEvent, 'recorded_at'>) => boolean

/**
 * What was recorded before this database was made has been told by a notifier with another one. Where a database was
 * lost and is made anew, lists fill from the log, and nothing leaves the house a second time.
 */
export type News = {
  /** To be waited for before anything is told. @throws Unavailable */
  readonly know: () => Promise<void>
  readonly isNews: IsNews
}

export function createNews({ pool }: Pick<Database, 'pool'>): News {
  let since = Number.POSITIVE_INFINITY
  return {
    know: async () => {
      if (since === Number.POSITIVE_INFINITY) since = (await readMadeAt(pool)) - CLOCKS_MS
    },
    isNews: ({ recorded_at }) => Date.parse(recorded_at) >= since,
  }
}
