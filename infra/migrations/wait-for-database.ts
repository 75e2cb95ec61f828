import { setTimeout as pause } from 'node:timers/promises'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { type Kysely, sql } from 'kysely'

const BETWEEN_TRIES_MS = 200

/** @throws Unavailable where it does not answer within `limitMs`; at once what is not an outage */
export async function waitForDatabase<Tables>(
  database: Kysely<Tables>,
  limitMs: number,
): Promise<void> {
  const giveUpAt = performance.now() + limitMs
  for (;;) {
    try {
      await sql`select 1`.execute(database)
      return
    } catch (error) {
      const isOver = performance.now() + BETWEEN_TRIES_MS > giveUpAt
      if (isOver || !(error instanceof Unavailable)) throw error
    }
    await pause(BETWEEN_TRIES_MS)
  }
}
