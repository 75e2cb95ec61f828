import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { logStart, type Position } from '@deskhive/shared/kernel/position.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import { servingGroup } from '@deskhive/shared/projection/generations/generation.ts'
import { readCheckpoint } from '@deskhive/shared/projection/lease.ts'
import { LogIsOlder, requireInLog } from '@deskhive/shared/projection/log-is-older.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import { notifierGroup } from '@deskhive/shared/read-model/notification-tables.ts'

/** Whether the log reaches as far as the database knows it. */
export type LogWatch = {
  /** As it was looked at last; `null` where it fits. */
  readonly found: () => LogIsOlder | null
  /** @throws LogIsOlder, and Unavailable where a store does not answer */
  readonly look: () => Promise<void>
}

export function createLogWatch({
  log,
  database: { pool },
  logger,
}: {
  readonly log: Pick<EventStore, 'head'>
  readonly database: Pick<Database, 'pool'>
  readonly logger: Logger
}): LogWatch {
  let found: LogIsOlder | null = null
  const keep = (now: LogIsOlder | null) => {
    if (now !== null && found === null) logger.error(now.message)
    found = now
  }
  return {
    found: () => found,
    look: async () => {
      const known = await Promise.all(
        [servingGroup, notifierGroup].map(
          async (group) => (await readCheckpoint(pool, group)) ?? logStart,
        ),
      )
      try {
        await requireInLog(log, known.reduce(furthest))
        keep(null)
      } catch (error) {
        if (error instanceof LogIsOlder) keep(error)
        throw error
      }
    },
  }
}

const furthest = (one: Position, other: Position) => (one > other ? one : other)
