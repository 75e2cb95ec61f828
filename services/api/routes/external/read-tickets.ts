import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { pageMeta } from '@deskhive/shared/read-model/pagination.ts'
import { countForDashboard } from '@deskhive/shared/read-model/queries/dashboard.ts'
import { listMessages } from '@deskhive/shared/read-model/queries/messages.ts'
import { findSettings } from '@deskhive/shared/read-model/queries/settings.ts'
import { findTicket, listTickets } from '@deskhive/shared/read-model/queries/tickets.ts'
import { z } from 'zod'
import { agentOf, type CallingAgent } from '#api/caller.ts'
import type { Desk } from '#api/desk.ts'
import { presentTicketMessage } from '#api/present/ticket-message.ts'
import type { App } from '#api/route.ts'
import { othersOf, tagWith } from '#api/routes/entity-tag.ts'
import { idParams, pageFields, pageOf } from '#api/routes/parameters.ts'
import {
  messageOfRow,
  presentTicketRows,
  scopeOf,
  scopeUnder,
  ticketFilters,
} from '#api/routes/read-tickets.ts'

const MESSAGES_PER_PAGE = 30

const config = { group: 'external' } as const

/** An agent's own work: what it may not see is answered as what does not exist. */
export function readAgentTicketRoutes(app: App, desk: Desk): void {
  const db = desk.database.readModel

  app.get(
    '/external/tickets',
    { config, schema: { querystring: z.object(ticketFilters) } },
    async ({ caller, query }) => {
      const { page: number, per_page, ...filter } = query
      const settings = await findSettings(db)
      const page = pageOf({ page: number, per_page }, settings?.values.sd_tickets_per_page)
      const scope = scopeUnder(settings, agentOf(caller))
      const { rows, total } = await listTickets(db, { filter, scope }, page)
      return { data: await presentTicketRows(db, rows), meta: pageMeta(page, total) }
    },
  )

  app.get(
    '/external/tickets/:id',
    { config, schema: { params: idParams } },
    async (request, reply) => {
      const row = await requireVisible(desk, agentOf(request.caller), request.params.id)
      const [data] = await presentTicketRows(db, [row])
      if (data) tagWith(reply, row.revision, othersOf(data))
      return { data }
    },
  )

  app.get(
    '/external/tickets/:id/messages',
    { config, schema: { params: idParams, querystring: z.object(pageFields) } },
    async ({ caller, params, query }) => {
      const agent = agentOf(caller)
      const ticket = await requireVisible(desk, agent, params.id)
      const page = pageOf(query, MESSAGES_PER_PAGE)
      const { rows, total } = await listMessages(db, ticket.id, page)
      const data = rows.map((row) => presentTicketMessage(messageOfRow(row), agent.id))
      return { data, meta: pageMeta(page, total) }
    },
  )

  app.get('/external/dashboard', { config }, async ({ caller }) => {
    const scope = await scopeOf(db, agentOf(caller))
    return { status: true, data: await countForDashboard(db, scope, desk.now()) }
  })
}

async function requireVisible(desk: Desk, agent: CallingAgent, id: number) {
  const db = desk.database.readModel
  const row = await findTicket(db, id, await scopeOf(db, agent))
  if (row === null) throw new Refused('NOT_FOUND', 'This ticket does not exist')
  return row
}
