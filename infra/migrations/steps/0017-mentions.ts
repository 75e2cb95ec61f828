import { createNotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { Migration } from 'kysely/migration'

/** Whether agents see their departments' tickets decides who may be mentioned on one. */
export const mentions: Migration = { up: createNotifierTables }
