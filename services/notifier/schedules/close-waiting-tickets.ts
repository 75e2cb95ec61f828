import {
  type SettingsEvent,
  type SettingsState,
  settingsEvolution,
} from '@deskhive/shared/domain/settings/settings.ts'
import {
  autoCloseAt,
  closeWaitingTicket,
  waitingTicketAggregate,
} from '@deskhive/shared/domain/ticket/auto-close.ts'
import type { AggregateStore } from '@deskhive/shared/event-store/aggregate-store.ts'
import { deriveCommandId } from '@deskhive/shared/event-store/derive-command-id.ts'
import type { Aggregate } from '@deskhive/shared/kernel/decider.ts'
import { systemActor } from '@deskhive/shared/kernel/event.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import type { ReadModelDatabase } from '@deskhive/shared/read-model/database.ts'
import { findWaitingTickets } from '@deskhive/shared/read-model/queries/waiting-tickets.ts'
import type { WaitingTicketRow } from '@deskhive/shared/read-model/tables.ts'

export type ClosingTickets = {
  readonly aggregates: AggregateStore
  readonly db: ReadModelDatabase
  /** ISO 8601, UTC. */
  readonly now: () => string
  readonly signal: AbortSignal
}

const settingsAggregate: Aggregate<SettingsState, SettingsEvent> = {
  resource: 'settings',
  evolution: settingsEvolution,
}

/** Ours, drawn once: with it a ticket and a time become the same command for ever. */
const NAMESPACE = '6f0d7a44-2c0b-4f39-9a0e-6a5d3b1f8c52'
const PAGE = 200
/** At once: enough to keep the log busy, few enough to leave it to others. */
const WIDTH = 4

/**
 * Closes what has waited for its customer for `sd_auto_close_days`. Which tickets to look at is told by the read
 * models, a hint; whether one is closed is decided on its own stream. The command is named by the ticket and the time
 * at which it is due, so however often and by however many it is given, it closes once.
 * @returns how many tickets this run has closed
 */
export async function closeWaitingTickets(closing: ClosingTickets): Promise<number> {
  const days = await findDays(closing)
  if (days === 0) return 0
  const before = autoCloseAt(closing.now(), -days)
  let count = 0
  for (let after: WaitingTicketRow | null = null; !closing.signal.aborted; ) {
    const page: WaitingTicketRow[] = await findWaitingTickets(closing.db, {
      before,
      after,
      limit: PAGE,
    })
    for (let first = 0; first < page.length && !closing.signal.aborted; first += WIDTH) {
      const some = page.slice(first, first + WIDTH).map((row) => closeOne(closing, row, days))
      count += (await Promise.all(some)).filter(Boolean).length
    }
    after = page.at(-1) ?? null
    if (page.length < PAGE) break
  }
  return count
}

async function findDays({ aggregates }: ClosingTickets): Promise<number> {
  const settings = await aggregates.load(settingsAggregate, 1)
  return settings?.state.values.sd_auto_close_days ?? 0
}

async function closeOne(
  { aggregates, now }: ClosingTickets,
  { id, since }: WaitingTicketRow,
  days: number,
): Promise<boolean> {
  const dueAt = autoCloseAt(since, days)
  const command_id = deriveCommandId(NAMESPACE, `close ticket-${id} at ${dueAt}`)
  const occurred_at = now()
  try {
    const { events, repeated } = await aggregates.handleCommand({
      aggregate: waitingTicketAggregate,
      id,
      mayBeRepeat: true,
      decide: (ticket) => closeWaitingTicket(ticket, { dueAt, days, now: occurred_at }),
      context: {
        command_id,
        command_type: 'CloseWaitingTicket',
        request_id: command_id,
        actor: systemActor,
        occurred_at,
      },
    })
    return events.length > 0 && !repeated
  } catch (error) {
    if (error instanceof Refused) return false // others write on it right now: the next run looks again
    throw error
  }
}
