import type { Moment } from '@deskhive/shared/kernel/moment.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { pageMeta } from '@deskhive/shared/read-model/pagination.ts'
import { listMessages } from '@deskhive/shared/read-model/queries/messages.ts'
import { findSettings } from '@deskhive/shared/read-model/queries/settings.ts'
import { findTicket, listTickets } from '@deskhive/shared/read-model/queries/tickets.ts'
import { z } from 'zod'
import type { Desk } from '#api/desk.ts'
import { presentTicketMessage } from '#api/present/ticket-message.ts'
import type { App } from '#api/route.ts'
import { asOf, waitUntilKnown } from '#api/routes/as-of.ts'
import { othersOf, tagWith } from '#api/routes/entity-tag.ts'
import { idFilter, idParams, pageFields, pageOf } from '#api/routes/parameters.ts'
import { messageOfRow, presentTicketRows, ticketFilters } from '#api/routes/read-tickets.ts'
import { findPastTicket, listPastTickets } from '#api/routes/tickets-as-of.ts'

const querystring = z.object({
  ...ticketFilters,
  customer_id: idFilter(),
  assigned_to: idFilter(),
  as_of: asOf(),
})

export function readTicketRoutes(app: App, desk: Desk): void {
  const db = desk.database.readModel

  app.get(
    '/internal/tickets',
    { config: { group: 'internal', scope: 'tickets:list' }, schema: { querystring } },
    async ({ query }) => {
      const { page: number, per_page, as_of: moment, ...filter } = query
      const settings = per_page ? null : await findSettings(db)
      const page = pageOf({ page: number, per_page }, settings?.values.sd_tickets_per_page)
      if (moment) {
        await waitUntilKnown(desk, moment)
        const { data, total } = await listPastTickets(desk, { filter, moment, page })
        return { data, meta: pageMeta(page, total) }
      }
      const { rows, total } = await listTickets(db, { filter, scope: null }, page)
      return { data: await presentTicketRows(db, rows), meta: pageMeta(page, total) }
    },
  )

  app.get(
    '/internal/tickets/:id',
    {
      config: { group: 'internal', scope: 'tickets:read' },
      schema: { params: idParams, querystring: z.object({ as_of: asOf() }) },
    },
    async (request, reply) => {
      const { as_of: moment } = request.query
      if (moment) return { data: await requirePastTicket(desk, request.params.id, moment) }
      const row = await requireTicket(desk, request.params.id)
      const [data] = await presentTicketRows(db, [row])
      if (data) tagWith(reply, row.revision, othersOf(data))
      return { data }
    },
  )

  app.get(
    '/internal/tickets/:id/messages',
    {
      config: { group: 'internal', scope: 'messages:list' },
      schema: { params: idParams, querystring: z.object(pageFields) },
    },
    async ({ params, query }) => {
      const ticket = await requireTicket(desk, params.id)
      const page = pageOf(query)
      const { rows, total } = await listMessages(db, ticket.id, page)
      const data = rows.map((row) => presentTicketMessage(messageOfRow(row), null))
      return { data, meta: pageMeta(page, total) }
    },
  )
}

async function requirePastTicket(desk: Desk, id: number, moment: Moment) {
  await waitUntilKnown(desk, moment)
  const ticket = await findPastTicket(desk, id, moment)
  if (ticket === null) throw new Refused('NOT_FOUND', 'This ticket did not exist then')
  return ticket
}

async function requireTicket(desk: Desk, id: number) {
  const row = await findTicket(desk.database.readModel, id, null)
  if (row === null) throw new Refused('NOT_FOUND', 'This ticket does not exist')
  return row
}
