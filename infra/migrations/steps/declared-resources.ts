import { createReadModelTables } from '@deskhive/shared/read-model/create-tables.ts'
import { createWriteSideTables } from '@deskhive/shared/read-model/write-side/tables.ts'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Gives resources that were declared since their table and sequence; what is there stays as it is. */
export const declaredResources: Migration = { up: createDeclared }

async function createDeclared<Tables>(db: Kysely<Tables>): Promise<void> {
  await createReadModelTables(db)
  await createWriteSideTables(db)
}
