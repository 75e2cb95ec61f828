import type pg from 'pg'
import { query } from './query.ts'

/**
 * Requests per caller and minute over all processes. Each counts its own exactly in memory and learns what
 * the others counted when it shares its figures (about once a second): no request waits for a query, and
 * over several processes a limit is passed by at most what they take in that second.
 */
export type RateUsage = {
  /** @returns how many requests of this caller were counted in this minute, with this one */
  count(caller: string, minute: number): number
  /** Writes what changed, reads what the others wrote; silent while nothing is counted. */
  share(minute: number): Promise<void>
}

const exchange = {
  name: 'rate usage',
  text: `
    with mine as (
      insert into desk.rate_usage (minute, caller, process, requests)
      select $1, caller, $2, requests from unnest($3::text[], $4::int[]) as own (caller, requests)
      on conflict (minute, caller, process) do update set requests = excluded.requests
    ), gone as (
      delete from desk.rate_usage where minute < $1 - 1
    )
    select caller, sum(requests)::int as requests from desk.rate_usage
    where minute = $1 and process <> $2 and caller = any ($3) group by caller`,
}

type Counted = { own: number; others: number; shared: number }

export function createRateUsage(pool: pg.Pool, processId: string): RateUsage {
  let countedMinute = 0
  let callers = new Map<string, Counted>()

  const enter = (minute: number) => {
    if (minute <= countedMinute) return
    countedMinute = minute
    callers = new Map()
  }
  return {
    count: (caller, minute) => {
      enter(minute)
      const counted = callers.get(caller)
      if (counted) return ++counted.own + counted.others
      callers.set(caller, { own: 1, others: 0, shared: 0 })
      return 1
    },
    share: async (minute) => {
      enter(minute)
      const names = [...callers]
        .filter(([, { own, shared }]) => own !== shared)
        .map(([name]) => name)
      if (names.length === 0) return
      const figures = names.map((name) => callers.get(name)?.own ?? 0)
      const values = [minute, processId, names, figures]
      const rows = await query<{ caller: string; requests: number }>(pool, exchange, values)
      if (minute !== countedMinute) return
      names.forEach((name, index) => noteShared(callers.get(name), figures[index] ?? 0))
      for (const { caller, requests } of rows) noteOthers(callers.get(caller), requests)
    },
  }
}

function noteShared(counted: Counted | undefined, figure: number): void {
  if (counted) counted.shared = figure
}

function noteOthers(counted: Counted | undefined, requests: number): void {
  if (counted) counted.others = requests
}
