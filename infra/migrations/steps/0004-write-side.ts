import { createWriteSideTables } from '@deskhive/shared/read-model/write-side/tables.ts'
import type { Migration } from 'kysely/migration'

export const writeSide: Migration = { up: createWriteSideTables }
