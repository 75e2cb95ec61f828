import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { pageMeta } from '@deskhive/shared/read-model/pagination.ts'
import {
  countUnread,
  listNotifications,
  markAllRead,
  markRead,
  type NotificationRow,
} from '@deskhive/shared/read-model/queries/notifications.ts'
import { z } from 'zod'
import { agentOf } from '#api/caller.ts'
import type { Desk } from '#api/desk.ts'
import { presentTime } from '#api/present/time.ts'
import type { App } from '#api/route.ts'
import { idParams, pageFields, pageOf } from '#api/routes/parameters.ts'

const PER_PAGE = 20

const config = { group: 'external' } as const

/** An agent's own notifications; somebody else's do not exist. */
export function notificationRoutes(app: App, desk: Desk): void {
  const db = desk.notifications

  app.get(
    '/external/notifications',
    { config, schema: { querystring: z.object(pageFields) } },
    async ({ caller, query }) => {
      const page = pageOf(query, PER_PAGE)
      const { rows, total } = await listNotifications(db, agentOf(caller).id, page)
      return { data: rows.map(present), meta: pageMeta(page, total) }
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
      return { status: true, data: present(row), message: 'Notification marked as read' }
    },
  )

  app.post('/external/notifications/read-all', { config }, async ({ caller }) => {
    await markAllRead(db, agentOf(caller).id, desk.now())
    return { status: true, data: { unread_count: 0 }, message: 'All notifications marked as read' }
  })
}

function present({ created_at, ...notification }: NotificationRow) {
  return { ...notification, created_at: presentTime(created_at) }
}
