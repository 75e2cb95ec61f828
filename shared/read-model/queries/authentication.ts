import type { Kysely } from 'kysely'
import type { ReadModelTables } from '../tables.ts'

type Thing = {
  readonly id: number
  readonly is_deleted: boolean
  readonly fields: { readonly [field: string]: unknown }
}

/** The API key with this hash, revoked or not, and the agent that it is tied to. */
export async function findApiKey(
  db: Kysely<ReadModelTables>,
  hash: string,
): Promise<{ readonly key: Thing; readonly agent: Thing | null } | null> {
  const key = await db
    .selectFrom('api_keys')
    .selectAll()
    .where('key_hash', '=', hash)
    .executeTakeFirst()
  if (!key) return null
  return { key: thingOf(key), agent: await findAgent(db, key.agent_id) }
}

async function findAgent(db: Kysely<ReadModelTables>, id: number | null): Promise<Thing | null> {
  if (id === null) return null
  const agent = await db.selectFrom('agents').selectAll().where('id', '=', id).executeTakeFirst()
  return agent ? thingOf(agent) : null
}

function thingOf(row: { id: number; is_deleted: boolean }): Thing {
  return { id: row.id, is_deleted: row.is_deleted, fields: row }
}
