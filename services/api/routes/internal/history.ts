import {
  type FieldValues,
  type ResourceDefinition,
  storedFields,
} from '@deskhive/shared/domain/resource/define-resource.ts'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import type { TicketState } from '@deskhive/shared/domain/ticket/state.ts'
import { type RecordedEvent, streamName } from '@deskhive/shared/kernel/event.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { type Page, pageMeta } from '@deskhive/shared/read-model/pagination.ts'
import { z } from 'zod'
import { aggregateOf, ticketAggregate } from '#api/commands/aggregates.ts'
import type { Desk } from '#api/desk.ts'
import { presentEvent } from '#api/present/event.ts'
import { type Change, type Traceable, traceable } from '#api/present/history.ts'
import type { App } from '#api/route.ts'
import { idParams, pageFields, pageOf } from '#api/routes/parameters.ts'

/** `/{resource}/{id}/history`: from the log itself, so it is there when the thing is gone. */
export function historyRoutes(app: App, desk: Desk): void {
  addHistory({ app, desk, path: 'tickets', resource: 'ticket', traced: tickets })
  for (const definition of resources) {
    const { path, name } = definition
    addHistory({ app, desk, path, resource: name, traced: tracedOf(definition) })
  }
}

type Subject = {
  readonly app: App
  readonly desk: Desk
  /** The URL segment and scope prefix. */
  readonly path: string
  /** The stream category. */
  readonly resource: string
  readonly traced: Traceable
}

function addHistory({ app, desk, path, resource, traced }: Subject): void {
  app.get(
    `/internal/${path}/:id/history`,
    {
      config: { group: 'internal', scope: `${path}:read` },
      schema: { params: idParams, querystring: z.object(pageFields) },
    },
    async ({ params, query }) => {
      const page = pageOf(query)
      const stream = streamName(resource, params.id)
      const [last] = await desk.log.readStream(stream, { direction: 'backwards', maxCount: 1 })
      if (last === undefined) throw new Refused('NOT_FOUND', `${stream} does not exist`)

      const total = last.revision + 1
      return {
        data: await readPage(desk, traced, { stream, page, total }),
        meta: pageMeta(page, total),
      }
    },
  )
}

type HistoryEntry = ReturnType<typeof presentEvent> & { readonly changes: Change[] }

type HistoryPage = { readonly stream: string; readonly page: Page; readonly total: number }

/** What an event changed is told by all events before it, so a page begins at the stream's beginning. */
async function readPage(desk: Desk, traced: Traceable, { stream, page, total }: HistoryPage) {
  const first = (page.page - 1) * page.per_page
  if (first >= total) return []

  const end = Math.min(first + page.per_page, total)
  const trace = traced.begin()
  const entries: HistoryEntry[] = []
  for await (const events of desk.log.streamPages(stream, { maxCount: end })) {
    for (const event of events) {
      const changes = trace.changesBy(event)
      if (event.revision >= first) entries.push({ ...presentEvent(event), changes })
    }
  }
  return entries
}

/** Left out are ids that never change and times that only say again when the event happened. */
const ticketFields = [
  'reference_id',
  'title',
  'content',
  'status',
  'priority',
  'department_id',
  'category_id',
  'product_id',
  'customer_id',
  'labels',
  'assigned_to',
  'custom_fields',
  'is_resolved',
  'is_locked',
  'last_reply_by',
] as const satisfies readonly (keyof TicketState)[]

function visibleOfTicket(ticket: TicketState): FieldValues {
  if (ticket.id === 0) return {}
  return Object.fromEntries(ticketFields.map((field) => [field, ticket[field]]))
}

function tracedOf(definition: ResourceDefinition): Traceable {
  const { hidden } = definition
  const visible = Object.keys(storedFields(definition)).filter((field) => !hidden.includes(field))
  const fieldsOf = ({ id, fields }: ResourceState) =>
    id === 0 ? {} : Object.fromEntries(visible.map((field) => [field, fields[field] ?? null]))
  return traceable({
    aggregate: aggregateOf(definition),
    parse: (event) => event,
    fieldsOf,
  })
}

/** Types of a later version fall through the fold and change nothing. */
function parseTicketEvent(event: RecordedEvent): RecordedEvent<TicketEvent> {
  return event as RecordedEvent<TicketEvent>
}

const tickets = traceable({
  aggregate: ticketAggregate,
  parse: parseTicketEvent,
  fieldsOf: visibleOfTicket,
})
