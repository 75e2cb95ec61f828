import { backoffMs, pause } from '@deskhive/shared/kernel/pause.ts'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import {
  countUnread,
  listNotificationsAfter,
} from '@deskhive/shared/read-model/queries/notifications.ts'
import type { Kysely } from 'kysely'
import type { LiveNotifications } from '#api/notifications/live-notifications.ts'
import { presentNotification } from '#api/present/notification.ts'
import type { EventStream } from '#api/streams/event-stream.ts'
import { frame } from '#api/streams/frames.ts'

type FollowingNotifications = {
  readonly db: Kysely<NotifierTables>
  readonly live: LiveNotifications
  readonly stream: EventStream
  readonly agentId: number
  /** The id of the last notification that the reader has. */
  readonly after: number
}

const PAGE = 100
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

/**
 * Sends one agent what it is told, each once and in order, and how many it has not read whenever that
 * changes, until its stream is over. A database that is away comes back: the reader gets heartbeats meanwhile.
 */
export async function followNotifications(following: FollowingNotifications): Promise<void> {
  const { db, live, stream, agentId } = following
  const { signal } = stream
  using joined = live.join(agentId, signal)
  let { after } = following
  let told = -1

  for (let failures = 0; !signal.aborted; ) {
    try {
      const rows = await listNotificationsAfter(db, { agentId, after, limit: PAGE })
      if (rows.length > 0) await stream.send(rows.map(notificationFrame).join(''))
      after = rows.at(-1)?.id ?? after
      const unread = await countUnread(db, agentId)
      if (unread !== told) await stream.send(unreadFrame(unread))
      told = unread
      failures = 0
      if (rows.length < PAGE) await joined.arrival()
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      failures += 1
      await pause(backoffMs(failures, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), signal)
    }
  }
}

function notificationFrame(row: Parameters<typeof presentNotification>[0]): string {
  const data = JSON.stringify(presentNotification(row))
  return frame({ id: String(row.id), event: 'notification', data })
}

function unreadFrame(unread_count: number): string {
  return frame({ event: 'unread_count', data: JSON.stringify({ unread_count }) })
}
