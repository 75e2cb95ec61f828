import { logStart } from '@deskhive/shared/kernel/position.ts'
import { findDifferences } from '@deskhive/shared/testing/fold-check.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logInMemory } from '#projector/testing/log-in-memory.ts'
import { randomLog } from '#projector/testing/random-history.ts'
import { type ReadModels, startReadModels } from '#projector/testing/read-models.ts'

let models: ReadModels

beforeAll(async () => {
  models = await startReadModels()
}, 30_000)

afterAll(() => models[Symbol.asyncDispose]())

test('rows are the fold of the log, whatever the batches and however often an event comes', async () => {
  await fc.assert(
    fc.asyncProperty(
      randomLog(),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(60),
      async (log, batchSize, cut) => {
        const sources = { store: logInMemory(log), database: models.database }

        await models.clear()
        await models.project(log)
        expect(await findDifferences(sources)).toEqual([])
        const atOnce = await models.dump()

        await models.clear()
        await models.project(log.slice(0, cut), { batchSize, eachTwice: true })
        await models.project(log, { batchSize, eachTwice: true })
        expect(await models.dump()).toEqual(atOnce)
      },
    ),
    { numRuns: 15 },
  )
}, 60_000)

test('a log that is read again from its beginning changes no row', async () => {
  const [log = []] = fc.sample(randomLog(), { numRuns: 1, seed: 7 })
  await models.clear()
  await models.project(log)
  const before = await models.dump()

  await models.database.pool.query('delete from projection.projection_checkpoint')
  await models.project(log, { batchSize: 3 })
  expect(await models.dump()).toEqual(before)
})

test('a checkpoint that was put back changes no row, wherever it is and however far rows are', async () => {
  const moved = 'update projection.projection_checkpoint set position = $1'
  await fc.assert(
    fc.asyncProperty(
      randomLog(),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(60),
      fc.nat(60),
      async (log, batchSize, reached, back) => {
        await models.clear()
        await models.project(log)
        const atOnce = await models.dump()

        await models.clear()
        await models.project(log.slice(0, reached))
        const to = log.slice(0, Math.min(reached, back)).at(-1)?.position ?? logStart
        await models.database.pool.query(moved, [String(to)])
        await models.project(log, { batchSize })
        expect(await models.dump()).toEqual(atOnce)
      },
    ),
    { numRuns: 15 },
  )
}, 60_000)

test('the check against the log tells of a row too many, one too few and a wrong column', async () => {
  const [log = []] = fc.sample(randomLog(), { numRuns: 1, seed: 7 })
  await models.clear()
  await models.project(log)
  const { pool } = models.database
  const { rows } = await pool.query<{ id: number }>('select id from tickets order by id')
  const [first, second] = rows
  if (first === undefined || second === undefined) throw new Error('the sample has too few tickets')

  await pool.query(`update tickets set title = 'Another' where id = $1`, [first.id])
  await pool.query('delete from tickets where id = $1', [second.id])
  await pool.query(`insert into settings values (1, 0, '{}', null, now())
    on conflict (id) do update set revision = 1000`)

  const differences = await findDifferences({ store: logInMemory(log), database: models.database })
  expect(differences.join('\n')).toMatch(/tickets \d+: title is "Another", by the log it is/)
  expect(differences).toContain(`tickets ${second.id} is in the log, but there is no row`)
  expect(differences.some((text) => text.startsWith('settings 1'))).toBe(true)
})
