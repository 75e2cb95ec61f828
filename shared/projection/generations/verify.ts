import { sql } from 'kysely'
import type { EventStore } from '../../event-store/event-store.ts'
import { logStart, type Position } from '../../kernel/position.ts'
import type { Database } from '../../read-model/database.ts'
import { findDifferences } from '../fold-check.ts'
import { servingGroup } from './generation.ts'

export type Verified = { readonly position: Position; readonly differences: readonly string[] }

/**
 * Holds the rows that serve against a fold of the log, on a desk that goes on: rows and checkpoint are of one
 * snapshot, and the log is folded up to there.
 */
export async function verifyReadModels(sources: {
  readonly store: Pick<EventStore, 'readAll'>
  readonly database: Pick<Database, 'readModel'>
}): Promise<Verified> {
  return sources.database.readModel
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (readModel) => {
      const { rows } = await sql<{ position: string }>`
        select position::text from projection_checkpoint where name = ${servingGroup}`.execute(
        readModel,
      )
      const position = BigInt(rows[0]?.position ?? logStart)
      const store = upTo(sources.store, position)
      return { position, differences: await findDifferences({ store, database: { readModel } }) }
    })
}

/** The log as it was when its last event had this position. */
function upTo(store: Pick<EventStore, 'readAll'>, last: Position): Pick<EventStore, 'readAll'> {
  return {
    readAll: async (options) => {
      const { events, next, reached } = await store.readAll(options)
      const within = events.filter(({ position }) => position <= last)
      return { events: within, next: next !== null && next < last ? next : null, reached }
    },
  }
}
