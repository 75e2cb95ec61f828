import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findMilestoneDifferences } from '../../projection/milestone-differences.ts'
import { openTestDatabase } from '../../testing/database.ts'
import { followActivities, forgetMilestones, MILESTONE } from '../activity-milestones.ts'
import { createReadModelTables } from '../create-tables.ts'
import type { Database } from '../database.ts'
import { listActivities } from './activity-logs.ts'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
  await createReadModelTables(database.readModel)
})
afterAll(() => database[Symbol.asyncDispose]())
beforeEach(() => run(`delete from activity_logs; ${forgetMilestones}`))

const run = (statement: string) => database.pool.query(statement)

/** As positions are: far apart, and unevenly. */
const idOf = (n: number) => n * 700 + (n % 7)

const add = (from: number, to: number) =>
  run(`insert into activity_logs
    select n * 700 + n % 7, 'LabelCreated', 'label', n, '{}', '{}', 1, 'Ada', null, '2026-03-15T14:30:00Z'
    from generate_series(${from}, ${to}) as n`)

/** Every page that begins or ends near the border of something, and some in between. */
async function expectPages(count: number): Promise<void> {
  const latestFirst = Array.from({ length: count }, (_, index) => idOf(count - index))
  for (const per_page of [1, 15, 200]) {
    const borders = [0, 999, 1_000, 1_001, 2_000, count - MILESTONE, count - 1, count, count + 1]
    for (const offset of borders.filter((each) => each >= 0)) {
      const page = { page: Math.floor(offset / per_page) + 1, per_page }
      const { rows, total } = await listActivities(database.readModel, page)
      const from = (page.page - 1) * per_page
      expect([page, total]).toEqual([page, count])
      expect(rows.map(({ id }) => id)).toEqual(latestFirst.slice(from, from + per_page))
    }
  }
}

test.each([
  ['none', []],
  ['some', [1_700]],
  ['all', [400, 3_000, 3_999]],
])('every page is its part of the whole, wherever milestones were written: %s', async (_, at) => {
  let added = 0
  for (const upTo of at) {
    await add(added + 1, upTo)
    added = upTo
    await followActivities(database.readModel)
  }
  await add(added + 1, 4_200)
  await expectPages(4_200)
  expect(await findMilestoneDifferences(database.readModel)).toEqual([])
})

test('a page past the end, and one of an empty log, has the true total', async () => {
  const past = { page: 1e18, per_page: 200 }
  expect(await listActivities(database.readModel, past)).toEqual({ rows: [], total: 0 })
  await add(1, 2_345)
  await followActivities(database.readModel)
  expect(await listActivities(database.readModel, past)).toEqual({ rows: [], total: 2_345 })
})

test('an activity of the past is counted once the milestones are forgotten', async () => {
  await add(1, 1_500)
  await add(1_502, 3_500)
  await followActivities(database.readModel)
  await add(1_501, 1_501)
  expect(await findMilestoneDifferences(database.readModel)).toEqual([
    `activity_milestones 2: ${idOf(2_001)} is activity 2001, not 2000`,
    `activity_milestones 3: ${idOf(3_001)} is activity 3001, not 3000`,
  ])
  await run(forgetMilestones)
  await expectPages(3_500)
  await followActivities(database.readModel)
  await expectPages(3_500)
  expect(await findMilestoneDifferences(database.readModel)).toEqual([])
})
