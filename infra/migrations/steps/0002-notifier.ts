import { createNotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { Migration } from 'kysely/migration'

export const notifier: Migration = { up: createNotifierTables }
