import type pg from 'pg'
import { pause } from '../../kernel/pause.ts'
import { Unavailable } from '../../kernel/unavailable.ts'
import { query } from './query.ts'

/**
 * A caller's requests of one minute, shared by all processes so that together they never let more through
 * than the limit. A process draws a part of what is left and gives it out from memory:
 *
 * drawn     most requests, without a query. Each draw takes a quarter of what is left, so a limit of 600
 *           costs a busy caller about twenty queries, and the last requests are drawn one by one.
 * used up   the others may still hold some: the row says that it is wanted, they put back what they have
 *           not given out, and the request waits for that, once a minute. Then the answer is no.
 * lost      what a process held that was killed: for the rest of the minute the caller has less.
 * unknown   while the database is away all are let through, to fail on it themselves.
 */
export type RateBudgets = {
  /** At once where something is drawn or used up. */
  take(caller: string, minute: number): Taken | Promise<Taken>
  /** Puts back what others want. To be called every `giveBackMs`; silent while nothing is held. */
  giveBack(minute: number): Promise<void>
}

export type Taken = {
  readonly isAllowed: boolean
  /** What no process has drawn yet, and what this one still holds. */
  readonly remaining: number
}

/** How late a process learns that another wants what it holds. */
export const giveBackMs = 250
/** A little more than two rounds of giving back. */
const WAITS = 3
const WAIT_MS = 200
/** How long an answer from the database stands for those that follow. */
const STANDS_MS = 250

/**
 * $3 is the limit, $4 the process. A share is rounded up, so that the last request is given out, too. More than the
 * limit may be granted already, by processes that were started with a higher one.
 */
const draw = {
  name: 'rate draw',
  text: `
    insert into desk.rate_budgets as budget (minute, caller, granted, drawn, holders)
    values ($1, $2, ceil($3::int / 4.0), ceil($3::int / 4.0), array[$4::uuid])
    on conflict (minute, caller) do update
    set drawn = greatest(0, ceil(($3::int - budget.granted) / 4.0)),
      granted = budget.granted + greatest(0, ceil(($3::int - budget.granted) / 4.0)),
      is_wanted = budget.granted >= $3::int,
      holders = case when $4 = any (budget.holders) then budget.holders else budget.holders || $4 end
    returning drawn, greatest(0, $3::int - granted) as left, cardinality(holders) > 1 as "isShared"`,
}
const findWanted = {
  name: 'rate wanted',
  text: 'select caller from desk.rate_budgets where minute = $1 and is_wanted',
}
const giveBack = {
  name: 'rate give back',
  text: `
    update desk.rate_budgets as budget set granted = budget.granted - back.tokens
    from unnest($2::text[], $3::int[]) as back (caller, tokens)
    where budget.minute = $1 and budget.caller = back.caller`,
}
const forgetOld = {
  name: 'rate forget old',
  text: 'delete from desk.rate_budgets where minute < $1 - 1',
}

type Drawn = { readonly drawn: number; readonly left: number; readonly isShared: boolean }

type Budget = {
  readonly caller: string
  readonly minute: number
  /** Drawn and not given out. */
  tokens: number
  /** What nobody had drawn at the last draw. */
  left: number
  drawing: Promise<void> | null
  hasWaited: boolean
  /** What is answered without tokens until then, by `performance.now()`. */
  standing: { readonly isAllowed: boolean; readonly until: number }
}

export type RateBudgetsOptions = {
  readonly pool: pg.Pool
  /** A UUID of its own for each process. */
  readonly processId: string
  /** Requests a minute. */
  readonly limit: number
}

export function createRateBudgets({ pool, processId, limit }: RateBudgetsOptions): RateBudgets {
  let present = { minute: 0, budgets: new Map<string, Budget>() }
  let forgottenIn = 0

  const budgetOf = (caller: string, minute: number): Budget => {
    if (minute > present.minute) present = { minute, budgets: new Map() }
    const found = present.budgets.get(caller)
    if (found) return found
    const made = newBudget(caller, minute, limit)
    present.budgets.set(caller, made)
    return made
  }
  const drawInto = async (budget: Budget): Promise<boolean> => {
    const values = [budget.minute, budget.caller, limit, processId]
    const [drawn] = await query<Drawn>(pool, draw, values)
    budget.tokens += drawn?.drawn ?? 0
    budget.left = drawn?.left ?? 0
    return drawn?.isShared ?? false
  }
  return {
    take: (caller, minute) => {
      const budget = budgetOf(caller, minute)
      return takeNow(budget) ?? takeLater(budget, drawInto)
    },
    giveBack: async (minute) => {
      const held = [...present.budgets.values()].filter(({ tokens }) => tokens > 0)
      if (held.length === 0) return
      const rows = await query<{ caller: string }>(pool, findWanted, [minute])
      const wanted = new Set(rows.map(({ caller }) => caller))
      const given = held.filter((budget) => budget.minute === minute && wanted.has(budget.caller))
      if (given.length > 0) await query(pool, giveBack, [minute, ...emptied(given)])
      if (forgottenIn === minute) return
      forgottenIn = minute
      await query(pool, forgetOld, [minute])
    },
  }
}

function newBudget(caller: string, minute: number, limit: number): Budget {
  const standing = { isAllowed: false, until: 0 }
  return { caller, minute, tokens: 0, left: limit, drawing: null, hasWaited: false, standing }
}

function takeNow(budget: Budget): Taken | null {
  if (budget.tokens > 0) {
    budget.tokens -= 1
    return { isAllowed: true, remaining: budget.tokens + budget.left }
  }
  const { isAllowed, until } = budget.standing
  return performance.now() < until ? { isAllowed, remaining: 0 } : null
}

/** All who wait for one caller share one draw, and its tokens in the order they came. */
async function takeLater(
  budget: Budget,
  drawInto: (budget: Budget) => Promise<boolean>,
): Promise<Taken> {
  for (;;) {
    budget.drawing ??= refill(budget, drawInto).finally(() => {
      budget.drawing = null
    })
    await budget.drawing
    const taken = takeNow(budget)
    if (taken) return taken
  }
}

async function refill(
  budget: Budget,
  drawInto: (budget: Budget) => Promise<boolean>,
): Promise<void> {
  try {
    const isShared = await drawInto(budget)
    const waits = isShared && !budget.hasWaited ? WAITS : 0
    for (let wait = 0; wait < waits && budget.tokens === 0; wait += 1) {
      budget.hasWaited = true
      await pause(WAIT_MS)
      await drawInto(budget)
    }
    if (budget.tokens === 0) stand(budget, false)
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    stand(budget, true)
  }
}

function stand(budget: Budget, isAllowed: boolean): void {
  budget.standing = { isAllowed, until: performance.now() + STANDS_MS }
}

/** Out of hand before they are put back: what is lost on the way is given out by nobody. */
function emptied(budgets: readonly Budget[]): [callers: string[], tokens: number[]] {
  const tokens = budgets.map((budget) => budget.tokens)
  for (const budget of budgets) budget.tokens = 0
  return [budgets.map(({ caller }) => caller), tokens]
}
