import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { pageMeta } from '@deskhive/shared/read-model/pagination.ts'
import {
  countUnread,
  findLatestNotificationId,
  listNotifications,
  markAllRead,
  markRead,
} from '@deskhive/shared/read-model/queries/notifications.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { agentOf } from '#api/caller.ts'
import type { Desk } from '#api/desk.ts'
import { followNotifications } from '#api/notifications/follow-notifications.ts'
import { InvalidRequest } from '#api/plugins/invalid-request.ts'
import { presentNotification } from '#api/present/notification.ts'
import type { App } from '#api/route.ts'
import { idParams, pageFields, pageOf } from '#api/routes/parameters.ts'

const PER_PAGE = 20

const config = { group: 'external' } as const

/** An agent's own notifications; somebody else's do not exist. */
export function notificationRoutes(app: App, desk: Desk): void {
  const db = desk.notifications
  addStream(app, desk)

  app.get(
    '/external/notifications',
    { config, schema: { querystring: z.object(pageFields) } },
    async ({ caller, query }) => {
      const page = pageOf(query, PER_PAGE)
      const { rows, total } = await listNotifications(db, agentOf(caller).id, page)
      return { data: rows.map(presentNotification), meta: pageMeta(page, total) }
    },
  )

  app.get('/external/notifications/unread-count', { config }, async ({ caller }) => {
    const unread_count = await countUnread(db, agentOf(caller).id)
    return { status: true, data: { unread_count } }
  })

  app.post(
    '/external/notifications/:id/read',
    { config, schema: { params: idParams } },
    async ({ caller, params }) => {
      const agentId = agentOf(caller).id
      const row = await markRead(db, { id: params.id, agentId, now: desk.now() })
      if (row === null) throw new Refused('NOT_FOUND', 'This notification does not exist')
      desk.liveNotifications.poke(agentId)
      return {
        status: true,
        data: presentNotification(row),
        message: 'Notification marked as read',
      }
    },
  )

  app.post('/external/notifications/read-all', { config }, async ({ caller }) => {
    const agentId = agentOf(caller).id
    await markAllRead(db, agentId, desk.now())
    desk.liveNotifications.poke(agentId)
    return { status: true, data: { unread_count: 0 }, message: 'All notifications marked as read' }
  })
}

/**
 * Without `Last-Event-ID` from now on, with how many are unread first; also with one that nothing has yet, which is of
 * a database that was lost: what is numbered up to there anew would be missed.
 */
function addStream(app: App, desk: Desk): void {
  const { notifications: db, liveNotifications: live } = desk

  app.get('/external/notifications/stream', { config }, async (request, reply) => {
    const agentId = agentOf(request.caller).id
    if (request.method === 'HEAD') return reply.type('text/event-stream; charset=utf-8').send()
    // Before the stream is opened, so that a database that is away is told by a status.
    const latest = await findLatestNotificationId(db)
    const after = Math.min(lastEventId(request) ?? latest, latest)
    const stream = desk.streams.open(request, reply)
    followNotifications({ db, live, stream, agentId, after }).catch((error: unknown) => {
      desk.logger.error({ err: error, request_id: request.id }, 'a stream of notifications failed')
      stream.end('failed')
    })
    return reply
  })
}

function lastEventId({ headers }: FastifyRequest): number | null {
  const given = headers['last-event-id']
  if (given === undefined || given === '') return null
  const id = Number(given)
  if (/^\d+$/.test(String(given)) && Number.isSafeInteger(id)) return id
  throw new InvalidRequest({ 'Last-Event-ID': ['Last-Event-ID must be the id of a notification'] })
}
