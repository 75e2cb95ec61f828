import type pg from 'pg'
import { query } from './query.ts'

/**
 * How many tickets a customer may send on a day, exactly, under any number of writers. A counter for each
 * customer and day decides; beside it stands who was counted. Whether that ticket came to be is told by its
 * stream, the truth, so a place that a crash left behind is free again once somebody needs it:
 * - younger than the hold: somebody is writing right now, and the place is taken;
 * - older: taken exactly if the ticket's stream is there. Looked up once, then kept as settled.
 */
export type TicketPlaces = {
  /** @returns whether the ticket may be written; a ticket that has its place already keeps it */
  take(wanted: Wanted, isWritten: (ticketId: number) => Promise<boolean>): Promise<boolean>
  /** Surely not written. Not to be called where the outcome is unknown: then the stream decides. */
  giveBack(place: Place): Promise<void>
  /** Forgets days that no repeated request can belong to any more. */
  cleanUp(): Promise<void>
}

export type Place = {
  readonly customerId: number
  /** `2026-03-15`, in UTC. */
  readonly day: string
  readonly ticketId: number
}

export type Wanted = Place & {
  /** At least 1. */
  readonly limit: number
  /** An earlier attempt of the same command may have taken the place. */
  readonly mayBeRepeat: boolean
}

/** Longer than any request may take from its place to the log. */
const HOLD = "interval '30 seconds'"
/** Requests are repeated for 24 h, and then belong to the day on which they were first sent. */
const KEPT_DAYS = 2

const take = {
  name: 'place take',
  text: `
    with counted as (
      insert into desk.ticket_days as present (customer_id, day, tickets) values ($1, $2, 1)
      on conflict (customer_id, day) do update set tickets = present.tickets + 1
      where present.tickets < $4
      returning customer_id
    )
    insert into desk.ticket_places (customer_id, day, ticket_id)
    select customer_id, $2, $3 from counted returning ticket_id`,
}
const renew = {
  name: 'place renew',
  text: `
    update desk.ticket_places set taken_at = clock_timestamp()
    where customer_id = $1 and day = $2 and ticket_id = $3 returning ticket_id`,
}
const findDoubtful = {
  name: 'place doubtful',
  text: `
    select ticket_id as "ticketId" from desk.ticket_places
    where customer_id = $1 and day = $2 and not is_settled
      and taken_at < clock_timestamp() - ${HOLD}`,
}
const settle = {
  name: 'place settle',
  text: `
    update desk.ticket_places set is_settled = true
    where customer_id = $1 and day = $2 and ticket_id = any ($3::bigint[])`,
}
/** The day's row is locked first, as by `take`, and whoever was renewed meanwhile stays. */
const free = (condition: string) => `
    with present as (
      select tickets from desk.ticket_days where customer_id = $1 and day = $2 for update
    ), gone as (
      delete from desk.ticket_places
      where customer_id = $1 and day = $2 and ticket_id = any ($3::bigint[])
        and exists (select from present) ${condition}
      returning ticket_id
    )
    update desk.ticket_days set tickets = tickets - (select count(*) from gone)
    where customer_id = $1 and day = $2 and exists (select from gone) returning tickets`
const giveBack = { name: 'place give back', text: free('') }
const reclaim = {
  name: 'place reclaim',
  text: free(`and not is_settled and taken_at < clock_timestamp() - ${HOLD}`),
}
const forgetDays = {
  name: 'place forget days',
  text: `
    with old as (select (clock_timestamp() at time zone 'utc')::date - ${KEPT_DAYS} as day),
    places as (delete from desk.ticket_places where day < (select day from old))
    delete from desk.ticket_days where day < (select day from old)`,
}

export function createTicketPlaces(pool: pg.Pool): TicketPlaces {
  /** @returns whether a place is free now that was not */
  const reclaimDead = async (
    { customerId, day }: Place,
    isWritten: (ticketId: number) => Promise<boolean>,
  ): Promise<boolean> => {
    const doubtful = await query<{ ticketId: number }>(pool, findDoubtful, [customerId, day])
    const written: number[] = []
    const dead: number[] = []
    for (const { ticketId } of doubtful) {
      const list = (await isWritten(ticketId)) ? written : dead
      list.push(ticketId)
    }
    if (written.length > 0) await query(pool, settle, [customerId, day, written])
    if (dead.length === 0) return false
    return (await query(pool, reclaim, [customerId, day, dead])).length > 0
  }

  return {
    take: async (wanted, isWritten) => {
      const { customerId, day, ticketId, limit, mayBeRepeat } = wanted
      const place = [customerId, day, ticketId]
      if (mayBeRepeat && (await query(pool, renew, place)).length > 0) return true
      do {
        if ((await query(pool, take, [...place, limit])).length > 0) return true
      } while (await reclaimDead(wanted, isWritten))
      return false
    },
    giveBack: async ({ customerId, day, ticketId }) => {
      await query(pool, giveBack, [customerId, day, [ticketId]])
    },
    cleanUp: async () => void (await query(pool, forgetDays, [])),
  }
}
