import { setTimeout as pause } from 'node:timers/promises'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { type Kysely, sql } from 'kysely'

const BETWEEN_TRIES_MS = 200

/** The database cannot be had, in words for whoever gave its URL. */
export class NoDatabase extends Error {
  override readonly name = 'NoDatabase'
}

type Waiting = {
  readonly limitMs: number
  /** For words: `placeOf` its URL. */
  readonly place: string
  /** Told once, where it has to be waited for. */
  readonly onWait?: (reason: string) => void
}

/** @throws NoDatabase where it does not answer within `limitMs`; at once where it does and lets nobody in */
export async function waitForDatabase<Tables>(
  database: Kysely<Tables>,
  { limitMs, place, onWait }: Waiting,
): Promise<void> {
  const giveUpAt = performance.now() + limitMs
  for (let tries = 0; ; tries += 1) {
    try {
      await sql`select 1`.execute(database)
      return
    } catch (error) {
      const reason = `The database at ${place}`
      if (!(error instanceof Unavailable)) {
        throw new NoDatabase(`${reason} cannot be used: ${reasonOf(error)}`, { cause: error })
      }
      if (performance.now() + BETWEEN_TRIES_MS > giveUpAt) {
        throw new NoDatabase(`${reason} does not answer: ${reasonOf(error)}`, { cause: error })
      }
      if (tries === 0) onWait?.(reasonOf(error))
    }
    await pause(BETWEEN_TRIES_MS)
  }
}

/** Host and port without who logs in there, and the variable that names them. */
export function placeOf(databaseUrl: string): string {
  const url = URL.parse(databaseUrl)
  const host = url?.searchParams.get('host') ?? (url?.host || 'localhost')
  return `${host} (DATABASE_URL)`
}

/** Of a host with several addresses each one's is kept, and only codes tell. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Unavailable ? error.cause : error
  if (!(cause instanceof Error)) return String(cause)
  return cause.message || ('code' in cause ? String(cause.code) : cause.name)
}
