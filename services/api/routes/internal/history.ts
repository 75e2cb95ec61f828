import { categoryTreeAggregate, categoryTreeStream } from '@deskhive/shared/domain/category/tree.ts'
import {
  type FieldValues,
  type ResourceDefinition,
  storedFields,
} from '@deskhive/shared/domain/resource/define-resource.ts'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import { settingsAggregate, settingsStream } from '@deskhive/shared/domain/settings/settings.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import { likersOf } from '@deskhive/shared/domain/ticket/likes.ts'
import { type TicketState, ticketAggregate } from '@deskhive/shared/domain/ticket/state.ts'
import { type JsonValue, type RecordedEvent, streamName } from '@deskhive/shared/kernel/event.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { type Page, pageMeta } from '@deskhive/shared/read-model/pagination.ts'
import { z } from 'zod'
import { aggregateOf } from '#api/commands/aggregates.ts'
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
  const settings = { path: 'settings', stream: settingsStream, traced: settingsTraced }
  addOnlyHistory({ app, desk, scope: 'settings:read', ...settings })
  const tree = { path: 'categories/tree', stream: categoryTreeStream, traced: treeTraced }
  addOnlyHistory({ app, desk, scope: 'categories:read', ...tree })
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
      const stream = streamName(resource, params.id)
      const { data, total } = await readPage(desk, traced, { stream, page: pageOf(query) })
      if (total === 0) throw new Refused('NOT_FOUND', `${stream} does not exist`)
      return { data, meta: pageMeta(pageOf(query), total) }
    },
  )
}

type OnlySubject = Omit<Subject, 'resource'> & { readonly scope: string; readonly stream: string }

/** Of what there is one of, and has been from the start. */
function addOnlyHistory({ app, desk, path, scope, stream, traced }: OnlySubject): void {
  app.get(
    `/internal/${path}/history`,
    { config: { group: 'internal', scope }, schema: { querystring: z.object(pageFields) } },
    async ({ query }) => {
      const { data, total } = await readPage(desk, traced, { stream, page: pageOf(query) })
      return { data, meta: pageMeta(pageOf(query), total) }
    },
  )
}

type HistoryEntry = ReturnType<typeof presentEvent> & { readonly changes: Change[] }

type HistoryPage = { readonly stream: string; readonly page: Page }

type History = { readonly data: readonly HistoryEntry[]; readonly total: number }

/**
 * What an event changed is told by all events before it, so a page begins at the stream's beginning. Where
 * that was read to the stream's end just now it tells the total, too; nothing else is asked then.
 */
async function readPage(
  desk: Desk,
  traced: Traceable,
  { stream, page }: HistoryPage,
): Promise<History> {
  const first = (page.page - 1) * page.per_page
  const end = first + page.per_page
  const { events, isWhole } = await desk.beginnings.read(stream, ({ length }) => length >= end)
  const trace = traced.begin()
  const data: HistoryEntry[] = []
  for (const event of events.slice(0, end)) {
    if (event.revision < first) trace.pass(event)
    else data.push({ ...presentEvent(event), changes: trace.changesBy(event) })
  }
  return { data, total: isWhole ? events.length : await lengthOf(desk, stream) }
}

async function lengthOf({ log }: Desk, stream: string): Promise<number> {
  const [last] = await log.readStream(stream, { direction: 'backwards', maxCount: 1 })
  return last === undefined ? 0 : last.revision + 1
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
  const visible: Record<string, JsonValue> = {}
  if (ticket.id === 0) return visible
  for (const field of ticketFields) visible[field] = ticket[field]
  return visible
}

function tracedOf(definition: ResourceDefinition): Traceable {
  const { hidden } = definition
  const visible = Object.keys(storedFields(definition)).filter((field) => !hidden.includes(field))
  const fieldsOf = ({ id, fields }: ResourceState) =>
    id === 0 ? {} : Object.fromEntries(visible.map((field) => [field, fields[field] ?? null]))
  return traceable({ aggregate: aggregateOf(definition), fieldsOf })
}

const tickets = traceable({
  aggregate: ticketAggregate,
  fieldsOf: visibleOfTicket,
  furtherChanges: changesOfMessage,
})

/** A message is there with its content from then on; a like changes how many it has. */
function changesOfMessage(
  event: RecordedEvent<TicketEvent>,
  before: TicketState,
  after: TicketState,
): Change[] {
  switch (event.type) {
    case 'TicketReplied':
      return [{ field: 'message', from: null, to: event.data.content }]
    case 'TicketMessageLiked':
    case 'TicketMessageUnliked': {
      const likesIn = ({ likes }: TicketState) =>
        likersOf(likes, event.data.message_id)?.length ?? 0
      return [{ field: 'likes', from: likesIn(before), to: likesIn(after) }]
    }
    default:
      return []
  }
}

const settingsTraced = traceable({
  aggregate: settingsAggregate,
  fieldsOf: ({ values, default_department_id }) => ({ ...values, default_department_id }),
})

/** `12.parent_id`: where the category 12 lies. */
const treeTraced = traceable({
  aggregate: categoryTreeAggregate,
  fieldsOf: ({ parents }) =>
    Object.fromEntries(Object.entries(parents).map(([id, parent]) => [`${id}.parent_id`, parent])),
})
