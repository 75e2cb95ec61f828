import { createTicketPlaceTables } from '@deskhive/shared/read-model/write-side/tables.ts'
import type { Migration } from 'kysely/migration'

export const ticketPlaces: Migration = { up: createTicketPlaceTables }
