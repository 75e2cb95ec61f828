import { importedTicket } from '@deskhive/shared/domain/ticket/import-fields.ts'
import { z } from 'zod'
import type { Desk } from '#api/desk.ts'
import { importTickets } from '#api/imports/import-tickets.ts'
import { jsonSchemaOf } from '#api/reference/json-schema.ts'
import type { App } from '#api/route.ts'

const MOST_TICKETS = 100

/** Each ticket is checked by itself, so that one that is wrong stops no other. */
const body = z.object({
  tickets: z
    .array(z.unknown().meta(jsonSchemaOf(importedTicket)))
    .min(1)
    .max(MOST_TICKETS),
})

export function importRoutes(app: App, desk: Desk): void {
  app.post(
    '/internal/imports/tickets',
    { config: { group: 'internal', scope: 'imports:create' }, schema: { body } },
    async (request, reply) => ({
      data: await importTickets(desk, { request, reply }, request.body.tickets),
    }),
  )
}
