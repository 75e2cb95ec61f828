import { pause } from '@deskhive/shared/kernel/pause.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import { readCheckpoint } from '@deskhive/shared/projection/lease.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import {
  type NotifierTables,
  notifierChannel,
  notifierGroup,
} from '@deskhive/shared/read-model/notification-tables.ts'
import {
  countUnreadOf,
  findLatestNotificationId,
  findNews,
} from '@deskhive/shared/read-model/queries/notifications.ts'
import {
  createPositionWaiter,
  type PositionWaiter,
} from '@deskhive/shared/read-model/wait-for-position.ts'
import type { Kysely } from 'kysely'

/**
 * Wakes the streams of agents who were told something, or whose count of unread ones has changed. However
 * many streams are open, one connection listens and one query looks; nothing runs while none is open.
 *
 * A stream reads its own rows from where it is, so being woken too often or at the wrong moment does no harm,
 * and a slow one is nobody's burden.
 */
export type LiveNotifications = {
  /** For one stream, until it is disposed; `signal` aborts when the stream is over. */
  readonly join: (agentId: number, signal: AbortSignal) => Joined
  /** This agent has read something, here. */
  readonly poke: (agentId: number) => void
}

type Joined = Disposable & {
  /** Resolves when there may be something new since the last call of this, or when the stream is over. */
  readonly arrival: () => Promise<void>
}

type LiveNotificationsOptions = {
  readonly databaseUrl: string
  readonly database: Database
  readonly logger: Logger
}

/** What other processes' agents have read, and what the listening connection may have missed. */
const LOOK_AGAIN_MS = 2_000
const FAILED_PAUSE_MS = 1_000

type Reader = { isWoken: boolean; wake: () => void }

export function createLiveNotifications(options: LiveNotificationsOptions): LiveNotifications {
  const readers = new Map<number, Set<Reader>>()
  let isWatching = false

  const poke = (agentId: number): void => {
    for (const reader of readers.get(agentId) ?? []) wake(reader)
  }
  const watchWhileJoined = async (): Promise<void> => {
    isWatching = true
    while (readers.size > 0) await watch(options, readers, poke)
    isWatching = false
  }

  return {
    poke,
    join: (agentId, signal) => {
      const reader: Reader = { isWoken: signal.aborted, wake: () => undefined }
      signal.addEventListener('abort', () => wake(reader), { once: true })
      const ofAgent = readers.get(agentId) ?? new Set()
      readers.set(agentId, ofAgent.add(reader))
      if (!isWatching) void watchWhileJoined()
      return {
        arrival: () => arrival(reader),
        [Symbol.dispose]: () => {
          ofAgent.delete(reader)
          if (ofAgent.size === 0) readers.delete(agentId)
        },
      }
    },
  }
}

function wake(reader: Reader): void {
  reader.isWoken = true
  reader.wake()
}

async function arrival(reader: Reader): Promise<void> {
  if (!reader.isWoken) {
    await new Promise<void>((resolve) => {
      reader.wake = resolve
    })
  }
  reader.isWoken = false
}

type Readers = ReadonlyMap<number, ReadonlySet<Reader>>

/** As long as somebody is joined, or until the database fails; then everybody looks for itself. */
async function watch(
  { databaseUrl, database, logger }: LiveNotificationsOptions,
  readers: Readers,
  poke: (agentId: number) => void,
): Promise<void> {
  await using waiter = createPositionWaiter({
    databaseUrl,
    channel: notifierChannel,
    readPosition: () => readCheckpoint(database.pool, notifierGroup),
    logger,
  })
  try {
    await pokeWhoHasNews({ db: database.tables<NotifierTables>(), waiter, readers, poke })
  } catch (error) {
    logger.warn({ err: error }, 'live notifications have to wait for the database')
    await pause(FAILED_PAUSE_MS)
    for (const agentId of readers.keys()) poke(agentId)
  }
}

type Watching = {
  readonly db: Kysely<NotifierTables>
  readonly waiter: PositionWaiter
  readonly readers: Readers
  readonly poke: (agentId: number) => void
}

async function pokeWhoHasNews({ db, waiter, readers, poke }: Watching): Promise<void> {
  let latest = await findLatestNotificationId(db)
  let unread: ReadonlyMap<number, number> = new Map()
  for (const agentId of readers.keys()) poke(agentId) // told between their first look and this

  while (readers.size > 0) {
    const hasMoved = await waiter.waitFor(waiter.current() + 1n, LOOK_AGAIN_MS)
    for (const [agentId, newest] of await findNews(db, latest)) {
      latest = Math.max(latest, newest)
      poke(agentId)
    }
    if (hasMoved) continue
    const counts = await countUnreadOf(db, [...readers.keys()])
    for (const agentId of readers.keys()) {
      if (counts.get(agentId) !== unread.get(agentId)) poke(agentId)
    }
    unread = counts
  }
}
