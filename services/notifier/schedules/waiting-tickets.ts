import { settingsAggregate, settingsId } from '@deskhive/shared/domain/settings/settings.ts'
import {
  type AutoClose,
  autoCloseAt,
  type WaitingTicket,
  waitingTicketAggregate,
} from '@deskhive/shared/domain/ticket/auto-close.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import type { AggregateStore } from '@deskhive/shared/event-store/aggregate-store.ts'
import { systemContext } from '@deskhive/shared/event-store/command-context.ts'
import { deriveCommandId } from '@deskhive/shared/event-store/derive-command-id.ts'
import type { Decided } from '@deskhive/shared/kernel/decider.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import type { ReadModelDatabase } from '@deskhive/shared/read-model/database.ts'
import { findWaitingTickets } from '@deskhive/shared/read-model/queries/waiting-tickets.ts'
import type { WaitingTicketRow } from '@deskhive/shared/read-model/tables.ts'

export type WaitingTickets = {
  readonly aggregates: AggregateStore
  readonly db: ReadModelDatabase
  /** ISO 8601, UTC. */
  readonly now: () => string
  readonly signal: AbortSignal
}

/** What is done to those whose customers do not answer. */
type Treatment = {
  /** With the ticket and the time at which it is due, the name of the command: `close ticket-1 at …`. */
  readonly verb: string
  readonly commandType: string
  readonly decide: (ticket: WaitingTicket, due: AutoClose) => Decided<TicketEvent>[]
  readonly days: number
  /** Those that have waited since then or longer. */
  readonly before: string
  /** Not those whose agents were warned already. */
  readonly isWarning: boolean
}

/** Ours, drawn once: with it a ticket and a time become the same command for ever. */
const NAMESPACE = '6f0d7a44-2c0b-4f39-9a0e-6a5d3b1f8c52'
const PAGE = 200
/** At once: enough to keep the log busy, few enough to leave it to others. */
const WIDTH = 4

/** `sd_auto_close_days`; 0 where tickets are never closed by themselves. */
export async function findAutoCloseDays({
  aggregates,
}: Pick<WaitingTickets, 'aggregates'>): Promise<number> {
  const settings = await aggregates.load(settingsAggregate, settingsId)
  return settings?.state.values.sd_auto_close_days ?? 0
}

/**
 * Which tickets to look at is told by the read models, a hint; what is done to one is decided on its own stream. The
 * command is named by the ticket and the time at which it is due, so however often and by however many it is given,
 * it is done once.
 * @returns to how many tickets it was done in this run
 */
export async function treatWaitingTickets(
  waiting: WaitingTickets,
  treatment: Treatment,
): Promise<number> {
  const { before, days, isWarning } = treatment
  const unwarnedOf = isWarning ? days : undefined
  let count = 0
  for (let after: WaitingTicketRow | null = null; !waiting.signal.aborted; ) {
    const page: WaitingTicketRow[] = await findWaitingTickets(waiting.db, {
      before,
      after,
      limit: PAGE,
      unwarnedOf,
    })
    for (let first = 0; first < page.length && !waiting.signal.aborted; first += WIDTH) {
      const some = page.slice(first, first + WIDTH).map((row) => treatOne(waiting, row, treatment))
      count += (await Promise.all(some)).filter(Boolean).length
    }
    after = page.at(-1) ?? null
    if (page.length < PAGE) break
  }
  return count
}

async function treatOne(
  { aggregates, now }: WaitingTickets,
  { id, since }: WaitingTicketRow,
  { verb, commandType, decide, days }: Treatment,
): Promise<boolean> {
  const dueAt = autoCloseAt(since, days)
  const command_id = deriveCommandId(NAMESPACE, `${verb} ticket-${id} at ${dueAt}`)
  const occurred_at = now()
  try {
    const { events, repeated } = await aggregates.handleCommand({
      aggregate: waitingTicketAggregate,
      id,
      mayBeRepeat: true,
      decide: (ticket) => decide(ticket, { dueAt, days, now: occurred_at }),
      context: systemContext({ command_id, command_type: commandType, occurred_at }),
    })
    return events.length > 0 && !repeated
  } catch (error) {
    if (error instanceof Refused) return false // others write on it right now: the next run looks again
    throw error
  }
}
