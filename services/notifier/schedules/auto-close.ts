import {
  autoCloseAt,
  closeWaitingTicket,
  warnedSince,
  warnOfAutoClose,
} from '@deskhive/shared/domain/ticket/auto-close.ts'
import { createAggregateStore } from '@deskhive/shared/event-store/aggregate-store.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { Schedule } from '@deskhive/shared/queue/start-schedules.ts'
import type { ReadModelDatabase } from '@deskhive/shared/read-model/database.ts'
import { findAutoCloseDays, treatWaitingTickets, type WaitingTickets } from './waiting-tickets.ts'

/** How late a ticket may be closed, or its agents be warned of it. While the setting is off, looking costs a read of the settings. */
const EVERY_MS = 15_000

type AutoCloseParts = {
  readonly store: EventStore
  readonly db: ReadModelDatabase
  readonly logger: Logger
}

/** Decides on the same streams, by the same pipeline, as requests do. */
export function autoClose({ store, db, logger }: AutoCloseParts): Schedule {
  const aggregates = createAggregateStore({ eventStore: store, logger })
  const now = () => new Date().toISOString()
  return {
    name: 'auto_close',
    everyMs: EVERY_MS,
    run: async (signal) => {
      const waiting = { aggregates, db, now, signal }
      const closed = await closeWaitingTickets(waiting)
      if (closed > 0)
        logger.info({ tickets: closed }, 'tickets whose customers did not answer were closed')
      const warned = await warnOfAutoCloses(waiting)
      if (warned > 0)
        logger.info({ tickets: warned }, 'agents were warned of tickets that are closed in a day')
    },
  }
}

/**
 * Closes what has waited for its customer for `sd_auto_close_days`.
 * @returns how many tickets this run has closed
 */
export async function closeWaitingTickets(waiting: WaitingTickets): Promise<number> {
  const days = await findAutoCloseDays(waiting)
  if (days === 0) return 0
  return treatWaitingTickets(waiting, {
    verb: 'close',
    commandType: 'CloseWaitingTicket',
    decide: closeWaitingTicket,
    days,
    before: autoCloseAt(waiting.now(), -days),
    isWarning: false,
  })
}

/**
 * Says of each ticket that it is closed in a day, once for each time at which it would be.
 * @returns of how many tickets this run has warned
 */
export async function warnOfAutoCloses(waiting: WaitingTickets): Promise<number> {
  const days = await findAutoCloseDays(waiting)
  const before = warnedSince(waiting.now(), days)
  if (before === null) return 0
  return treatWaitingTickets(waiting, {
    verb: 'warn of',
    commandType: 'WarnOfAutoClose',
    decide: warnOfAutoClose,
    days,
    before,
    isWarning: true,
  })
}
