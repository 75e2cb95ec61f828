import { notificationTypes } from '@deskhive/shared/domain/agent/notification-settings.ts'
import { parseStreamName, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { pageMeta } from '@deskhive/shared/read-model/pagination.ts'
import { findTypes } from '@deskhive/shared/read-model/queries/activity-logs.ts'
import {
  findDeliveries,
  listTold,
  type ToldRow,
} from '@deskhive/shared/read-model/queries/told-notifications.ts'
import { z } from 'zod'
import type { Desk } from '#api/desk.ts'
import { explainEvent } from '#api/notifications/explain-event.ts'
import { createEventFinder } from '#api/notifications/find-event.ts'
import { explanations } from '#api/present/listener.ts'
import { presentTime } from '#api/present/time.ts'
import { presentTold } from '#api/present/told-notification.ts'
import type { App } from '#api/route.ts'
import { filter, idFilter, pageFields, pageOf } from '#api/routes/parameters.ts'

const config = { group: 'internal', scope: 'notifications:list' } as const

const filters = {
  ticket_id: idFilter(),
  agent_id: idFilter(),
  event_id: filter(z.guid({ error: 'must be the id of an event' })),
  type: filter(z.enum(notificationTypes)),
}

const querystring = z.object({ ...filters, ...pageFields })

/** The id of an event, or its position in the log. Whatever is neither belongs to nothing: 404. */
const params = z.object({ event_id: z.string().max(36) })

/** Why an agent heard of something, and why it did not. */
export function notificationListRoutes(app: App, desk: Desk): void {
  const findEvent = createEventFinder(desk)

  app.get('/internal/notifications', { config, schema: { querystring } }, async ({ query }) => {
    const { ticket_id: ticketId, agent_id: agentId, event_id: eventId, type } = query
    const page = pageOf(query)
    const sought = { ticketId, agentId, eventId, type }
    const { rows, total } = await listTold(desk.notifications, sought, page)
    return { data: await presentAll(desk, rows), meta: pageMeta(page, total) }
  })

  app.get(
    '/internal/events/:event_id/notifications',
    { config, schema: { params, querystring: z.object({ agent_id: idFilter() }) } },
    async ({ params: { event_id }, query: { agent_id = null }, raw }) => {
      const gone = new AbortController()
      raw.once('close', () => gone.abort())
      const event = await findEvent(event_id, gone.signal)
      if (event === null) throw new Refused('NOT_FOUND', 'This event does not exist')
      const { reason, agents } = await explainEvent(desk, event, agent_id)
      const explanation = reason && explanations[reason]
      return { data: { event: presentCause(event), reason, explanation, agents } }
    },
  )
}

async function presentAll(desk: Desk, rows: readonly ToldRow[]) {
  const [types, deliveries] = await Promise.all([
    findTypes(
      desk.database.readModel,
      rows.map(({ position }) => position),
    ),
    findDeliveries(
      desk.notifications,
      rows.map(({ key }) => key),
    ),
  ])
  const byKey = Map.groupBy(deliveries, ({ notification_key }) => notification_key)
  return rows.map((row) =>
    presentTold(row, {
      eventType: types.get(row.position) ?? null,
      deliveries: byKey.get(row.key) ?? [],
    }),
  )
}

function presentCause({ id, position, type, stream, metadata }: RecordedEvent) {
  const subject = parseStreamName(stream)
  return {
    event_id: id,
    position: String(position),
    type,
    ticket_id: subject?.resource === 'ticket' ? subject.id : null,
    occurred_at: presentTime(metadata.occurred_at),
  }
}
