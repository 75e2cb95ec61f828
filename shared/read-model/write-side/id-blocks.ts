import type pg from 'pg'
import { Unavailable } from '../../kernel/unavailable.ts'
import { query } from './query.ts'
import { firstIds, idBlockSize, sequenceOf } from './tables.ts'

/**
 * Integer ids from Postgres sequences, taken in blocks so that most cost no query. Gaps are fine; going
 * backwards is not, so nothing is given out before `startAfter` was told what the log holds.
 */
export type IdBlocks = {
  /** @throws Unavailable before `startAfter` */
  next(resource: string): number | Promise<number>
  /**
   * Moves each sequence past the highest id in the log. A sequence is only ever drawn from and never
   * set, so other processes may go on taking ids meanwhile.
   */
  startAfter(highest: ReadonlyMap<string, number>): Promise<void>
  isReady(): boolean
}

/** What one query fetches under load: a hundred ids, so that thousands of creates a second stay cheap. */
const MAX_BLOCKS = 10
/** Blocks that last less than this were too few: twice as many next time. */
const BUSY_MS = 100

export function createIdBlocks(pool: pg.Pool): IdBlocks {
  const stocks = new Map(Object.keys(firstIds).map((name) => [name, createStock(pool, name)]))
  let isReady = false

  return {
    isReady: () => isReady,
    next: (resource) => {
      const stock = stocks.get(resource)
      if (!stock) throw new TypeError(`There is no sequence for ${resource}`)
      if (!isReady) throw new Unavailable('projection', 'The highest ids are not known yet')
      return stock.take()
    },
    startAfter: async (highest) => {
      for (const [resource, id] of highest) await moveSequencePast(pool, resource, id)
      isReady = true
    },
  }
}

type Stock = { take(): number | Promise<number> }

function createStock(pool: pg.Pool, resource: string): Stock {
  let free: number[] = []
  let fetching: Promise<void> | null = null
  let blocks = 1
  let fetchedAt = 0

  const fetch = async () => {
    const now = performance.now()
    blocks = now - fetchedAt < BUSY_MS ? Math.min(blocks * 2, MAX_BLOCKS) : 1
    fetchedAt = now
    const starts = await drawBlocks(pool, resource, blocks)
    // Highest first: `pop` gives them out in order.
    free = [...starts.flatMap(idsOfBlock).reverse(), ...free]
  }
  const refill = () => {
    fetching ??= fetch().finally(() => {
      fetching = null
    })
    return fetching
  }
  const take = async (): Promise<number> => {
    for (;;) {
      const id = free.pop()
      if (id !== undefined) return id
      await refill()
    }
  }
  return { take: () => free.pop() ?? take() }
}

function idsOfBlock(start: number): number[] {
  return Array.from({ length: idBlockSize }, (_, index) => start + index)
}

async function drawBlocks(pool: pg.Pool, resource: string, count: number): Promise<number[]> {
  const text = `select nextval('${sequenceOf(resource)}') as start from generate_series(1, $1::int)`
  const rows = await query<{ start: number }>(pool, { name: `ids ${resource}`, text }, [count])
  return rows.map(({ start }) => start)
}

async function moveSequencePast(pool: pg.Pool, resource: string, id: number): Promise<void> {
  // What was drawn last gave `last_value` and the rest of its block; before the first draw, nothing.
  const text = `
    select max(nextval('${sequenceOf(resource)}')) from ${sequenceOf(resource)} drawn,
      generate_series(1, ceil(($1::bigint - drawn.last_value + 1
        - case when drawn.is_called then ${idBlockSize} else 0 end) / ${idBlockSize}.0)::bigint)`
  await query(pool, { name: `ids past ${resource}`, text }, [id])
}
