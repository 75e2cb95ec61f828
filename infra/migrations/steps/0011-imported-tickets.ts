import { createImportedTickets } from '@deskhive/shared/read-model/write-side/imported-tickets.ts'
import type { Migration } from 'kysely/migration'

export const importedTickets: Migration = { up: createImportedTickets }
