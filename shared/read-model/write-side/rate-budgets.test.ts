import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silent } from '../../testing/silent.ts'
import { startWriteSide, type TestWriteSide } from '../../testing/write-side.ts'
import { openDatabase } from '../database.ts'
import { createRateBudgets, giveBackMs, type RateBudgets } from './rate-budgets.ts'

let writeSide: TestWriteSide
beforeAll(async () => {
  writeSide = await startWriteSide()
})
afterAll(() => writeSide[Symbol.asyncDispose]())

const minute = 10

type Process = AsyncDisposable & { readonly budgets: RateBudgets; readonly queries: () => number }

/** As the background of a process does it, and with its queries counted. */
function startProcess(number: number, limit: number): Process {
  let queries = 0
  const pool = new Proxy(writeSide.pool, {
    get: (target, name) => {
      if (name === 'query') queries += 1
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const processId = `00000000-0000-4000-8000-00000000000${number}`
  const budgets = createRateBudgets({ pool, processId, limit })
  const timer = setInterval(() => void budgets.giveBack(minute), giveBackMs)
  return {
    budgets,
    queries: () => queries,
    [Symbol.asyncDispose]: async () => clearInterval(timer),
  }
}

async function countAllowed(
  { budgets }: Process,
  caller: string,
  requests: number,
): Promise<number> {
  const taken = await Promise.all(
    Array.from({ length: requests }, async () => budgets.take(caller, minute)),
  )
  return taken.filter(({ isAllowed }) => isAllowed).length
}

test.each([
  [1, 400, 400],
  [7, 5, 20],
  [60, 40, 40],
  [600, 500, 500],
  [600, 10, 900],
  [600, 900, 10],
])(
  'of a limit of %i two processes that are asked %i and %i let exactly so many through',
  async (limit, first, second) => {
    await using one = startProcess(1, limit)
    await using two = startProcess(2, limit)
    const caller = `key ${limit} ${first} ${second}`
    const allowed = await Promise.all([
      countAllowed(one, caller, first),
      countAllowed(two, caller, second),
    ])
    expect(allowed[0] + allowed[1]).toBe(limit)
  },
)

test('a limit that is lowered within the minute counts what was let through before', async () => {
  await using before = startProcess(1, 600)
  await using after = startProcess(2, 10)
  expect(await countAllowed(before, 'key lowered', 4)).toBe(4)
  expect(await countAllowed(after, 'key lowered', 20)).toBe(6)

  expect(await countAllowed(before, 'key used up', 40)).toBe(40)
  expect(await countAllowed(after, 'key used up', 20)).toBe(0)
})

test('what one process has drawn and does not need, another gets', async () => {
  await using one = startProcess(1, 600)
  await using two = startProcess(2, 600)
  expect(await countAllowed(one, 'key a', 1)).toBe(1)
  expect(await countAllowed(two, 'key a', 700)).toBe(599)
  expect(await countAllowed(one, 'key a', 5)).toBe(0)
})

test('a busy caller costs few queries, and what remains is told with every request', async () => {
  await using busy = startProcess(1, 600)
  for (let index = 1; index <= 600; index += 1) {
    const taken = await busy.budgets.take('key b', minute)
    expect(taken).toEqual({ isAllowed: true, remaining: 600 - index })
  }
  expect(busy.queries()).toBeLessThan(40)
  for (let index = 0; index < 1_000; index += 1) {
    expect(await busy.budgets.take('key b', minute)).toEqual({ isAllowed: false, remaining: 0 })
  }
  expect(busy.queries()).toBeLessThan(50)
})

test('callers and minutes have budgets of their own', async () => {
  await using process = startProcess(1, 1)
  expect(await countAllowed(process, 'key c', 2)).toBe(1)
  expect(await countAllowed(process, 'key d', 2)).toBe(1)
  expect((await process.budgets.take('key c', minute + 1)).isAllowed).toBe(true)
})

test('while the database is away nobody is refused for it', async () => {
  await using nowhere = openDatabase({
    url: 'postgres://127.0.0.1:1/none',
    applicationName: 'test',
    logger: silent,
  })
  const budgets = createRateBudgets({ pool: nowhere.pool, processId: randomUUID(), limit: 1 })
  for (let index = 0; index < 3; index += 1) {
    expect(await budgets.take('key e', minute)).toMatchObject({ isAllowed: true })
  }
})
