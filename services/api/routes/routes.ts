import type { Routes } from '#api/route.ts'
import { externalTicketMessageWrites } from '#api/routes/external/ticket-message-writes.ts'
import { externalTicketWrites } from '#api/routes/external/ticket-writes.ts'
import { internalTicketMessageWrites } from '#api/routes/internal/ticket-message-writes.ts'
import { internalTicketWrites } from '#api/routes/internal/ticket-writes.ts'

/** Every route of the API, in the order of the contract. Paths begin after `/api/v1`. */
export const routes: readonly Routes[] = [
  internalTicketWrites,
  internalTicketMessageWrites,
  externalTicketWrites,
  externalTicketMessageWrites,
]
