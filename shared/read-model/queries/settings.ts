import type { Kysely } from 'kysely'
import type { ReadModelTables, SettingsRow } from '../tables.ts'

/** @returns `null` before the desk is set up */
export async function findSettings(db: Kysely<ReadModelTables>): Promise<SettingsRow | null> {
  const row = await db.selectFrom('settings').selectAll().where('id', '=', 1).executeTakeFirst()
  return row ?? null
}
