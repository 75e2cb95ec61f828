import type pg from 'pg'
import { query } from './query.ts'

/** When each API key was used last, written in batches: a request only notes it in memory. */
export type KeyUsage = {
  /** @param at milliseconds since 1970 */
  note(apiKeyId: number, at: number): void
  /** Writes what was noted since; on failure it is kept for the next time. */
  flush(): Promise<void>
}

const write = {
  name: 'key usage',
  text: `
    insert into desk.api_key_usage (api_key_id, last_used_at)
    select id, to_timestamp(at / 1000.0) from unnest($1::bigint[], $2::bigint[]) as used (id, at)
    on conflict (api_key_id) do update
    set last_used_at = greatest(desk.api_key_usage.last_used_at, excluded.last_used_at)`,
}

export function createKeyUsage(pool: pg.Pool): KeyUsage {
  let noted = new Map<number, number>()

  return {
    note: (apiKeyId, at) => void noted.set(apiKeyId, at),
    flush: async () => {
      if (noted.size === 0) return
      const writing = noted
      noted = new Map()
      try {
        await query(pool, write, [[...writing.keys()], [...writing.values()]])
      } catch (error) {
        noted = new Map([...writing, ...noted])
        throw error
      }
    },
  }
}
