import { createReadModelTables } from '@deskhive/shared/read-model/create-tables.ts'
import type { Migration } from 'kysely/migration'

export const readModels: Migration = { up: createReadModelTables }
