import { createNotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { Migration } from 'kysely/migration'

/** Mentions (who sees whose tickets) and digests (what is sent together) each need a column. */
export const preferences: Migration = { up: createNotifierTables }
