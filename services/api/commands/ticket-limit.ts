import { streamName } from '@deskhive/shared/kernel/event.ts'
import { invalid, Refused } from '@deskhive/shared/kernel/refused.ts'
import type { Place } from '@deskhive/shared/read-model/write-side/ticket-places.ts'
import { loadSettings } from '#api/commands/load-settings.ts'
import type { RequestCommand } from '#api/commands/request-command.ts'
import type { Desk } from '#api/desk.ts'

type LimitedWrite = {
  readonly command: RequestCommand
  readonly customerId: number
  readonly ticketId: number
}

/**
 * Creates a ticket within `sd_customer_max_tickets_per_day`. Asks nobody while there is no limit.
 * @throws Refused('INVALID') on `customer_id` where the customer's day is full
 */
export async function withinDailyLimit<Result>(
  desk: Desk,
  { command, customerId, ticketId }: LimitedWrite,
  create: () => Promise<Result>,
): Promise<Result> {
  const limit = (await loadSettings(desk)).values.sd_customer_max_tickets_per_day
  const isWritten = (id: number) => isInLog(desk, id)
  const { mayBeRepeat } = command
  if (limit === 0 || (mayBeRepeat && (await isWritten(ticketId)))) return create()

  const place = { customerId, ticketId, day: dayOf(command.occurredAt) }
  const isTaken = await desk.ticketPlaces.take({ ...place, limit, mayBeRepeat }, isWritten)
  if (!isTaken) throw fullDay(place, limit)
  try {
    return await create()
  } catch (error) {
    // Of anything else the outcome is unknown, and the log decides when somebody needs the place.
    if (error instanceof Refused) await desk.ticketPlaces.giveBack(place)
    throw error
  }
}

async function isInLog({ log }: Desk, ticketId: number): Promise<boolean> {
  return (await log.readStream(streamName('ticket', ticketId), { maxCount: 1 })).length > 0
}

/** Times of events are in UTC. */
const dayOf = (time: string) => time.slice(0, '2026-03-15'.length)

function fullDay({ day }: Place, limit: number): Refused {
  const most = limit === 1 ? '1 ticket' : `${limit} tickets`
  return invalid({
    customer_id: [
      `The customer_id field names a customer who has sent ${most} today, the most for one day. ` +
        `The next one is taken from ${nextDay(day)}T00:00:00Z on.`,
    ],
  })
}

function nextDay(day: string): string {
  const next = new Date(day)
  next.setUTCDate(next.getUTCDate() + 1)
  return dayOf(next.toISOString())
}
