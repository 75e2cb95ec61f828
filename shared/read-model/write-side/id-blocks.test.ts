import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWriteSide, type TestWriteSide } from '../../testing/write-side.ts'
import { createIdBlocks, type IdBlocks } from './id-blocks.ts'

let writeSide: TestWriteSide
beforeAll(async () => {
  writeSide = await startWriteSide()
})
afterAll(() => writeSide[Symbol.asyncDispose]())

const take = (ids: IdBlocks, resource: string, count: number) =>
  Promise.all(Array.from({ length: count }, async () => ids.next(resource)))

async function started(highest: Record<string, number>): Promise<IdBlocks> {
  const ids = createIdBlocks(writeSide.pool)
  await ids.startAfter(new Map(Object.entries(highest)))
  return ids
}

test('tickets count from 1001, in order', async () => {
  const ids = await started({ ticket: 0 })
  const taken = [await ids.next('ticket'), await ids.next('ticket'), await ids.next('ticket')]
  expect(taken).toEqual([1001, 1002, 1003])
})

test('no id is given out before the highest in the log is known', () => {
  expect(() => createIdBlocks(writeSide.pool).next('ticket')).toThrow(/highest ids/)
})

test('three processes that take a hundred each never take the same', async () => {
  const processes = await Promise.all([started({}), started({}), started({})])
  const taken = (await Promise.all(processes.map((ids) => take(ids, 'label', 100)))).flat()
  expect(new Set(taken).size).toBe(300)
})

test.each([0, 1, 5, 9, 10, 11, 12_345])(
  'a sequence that was lost goes on past %i, the highest id in the log',
  async (highest) => {
    await writeSide.pool.query('alter sequence desk."customer_id_blocks" restart')
    const ids = await started({ customer: highest })
    const next = await ids.next('customer')
    expect(next).toBeGreaterThan(highest)
    expect(next).toBeLessThanOrEqual(highest + 10)
  },
)

test.each([0, 1, 5, 9, 10, 11, 19, 20, 21])(
  'ids never go back where the log ends at %i and others were given out',
  async (highest) => {
    await writeSide.pool.query('alter sequence desk."agent_id_blocks" restart')
    const [first = 0] = await take(await started({ agent: 0 }), 'agent', 1)
    const next = await (await started({ agent: highest })).next('agent')
    expect(next).toBeGreaterThan(Math.max(first + 9, highest))
  },
)
