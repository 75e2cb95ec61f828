import { type Kysely, sql } from 'kysely'
import type { WriteSideTables } from '../write-side/tables.ts'

/** When each key was used last, ISO 8601 in UTC, late by the few seconds between two writes. */
export async function findLastUses(
  db: Kysely<WriteSideTables>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('desk.api_key_usage')
    .select(['api_key_id', 'last_used_at'])
    .where(sql<boolean>`api_key_id = any(${[...ids]}::bigint[])`)
    .execute()
  return new Map(rows.map(({ api_key_id, last_used_at }) => [api_key_id, last_used_at]))
}
