import { findBlockDifferences } from '@deskhive/shared/projection/block-differences.ts'
import { openRebuildDatabase } from '@deskhive/shared/projection/generations/open-rebuild-database.ts'
import { type RebuildOptions, rebuild } from '@deskhive/shared/projection/generations/rebuild.ts'
import { verifyReadModels } from '@deskhive/shared/projection/generations/verify.ts'
import { followActivities, MILESTONE } from '@deskhive/shared/read-model/activity-milestones.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import { followChanges } from '@deskhive/shared/read-model/ticket-blocks/follow-changes.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ReadModels, startReadModels } from '#projector/testing/read-models.ts'
import { rebuildOptions } from '#projector/testing/rebuild-options.ts'
import { sampleLog } from '#projector/testing/sample-log.ts'

const log = sampleLog()
const half = log.slice(0, Math.floor(log.length / 2))
const how = { sizes: { shortest: 1 }, atLeast: 1 }

let models: ReadModels
beforeAll(async () => {
  models = await startReadModels()
}, 30_000)
afterAll(() => models[Symbol.asyncDispose]())
beforeEach(() => models.clear())

test('changes are counted into the blocks of one generation, also where another comes to serve meanwhile', async () => {
  const { readModel } = models.database
  const follow = (db = readModel) => followChanges(db, how)
  await models.project(half)
  expect(await follow()).toBe(true)
  await make({ onDifferences: 'switch' }, half)
  await models.project(log)
  expect(await follow()).toBe(true)
  await make({ from: 'kept' })

  const crossed = crossing('report_states', (database) => follow(database.readModel))
  await expect(crossed).rejects.toThrow('other read models')
  expect(await findBlockDifferences(readModel)).toEqual([])
  await make({ from: 'kept' })
  expect(await findBlockDifferences(readModel)).toEqual([])
  expect(await follow()).toBe(true)
  expect(await findBlockDifferences(readModel)).toEqual([])
})

test('milestones of activities are not those of another generation', async () => {
  const { pool } = models.database
  await models.project(log)
  await make()
  await pool.query(`
    insert into activity_logs
      select 1000000 + n, 'LabelCreated', 'label', n, '{}', '{}', 1, 'Ada', null, now()
      from generate_series(1, ${MILESTONE}) as n`)
  await make({ from: 'kept' })

  const crossed = crossing('activity_logs', ({ readModel }) => followActivities(readModel))
  await expect(crossed).rejects.toThrow('other read models')
  await make({ from: 'kept' })
  expect((await pool.query('select * from activity_milestones')).rows).toEqual([])
})

test('rows are not held against those of a generation that comes to serve meanwhile', async () => {
  await models.project(half)
  await make({ onDifferences: 'switch' }, half)
  await models.project(log)
  const options = await rebuildOptions(models, log)
  const crossed = crossing('tickets', (database) => verifyReadModels({ ...options, database }))
  await expect(crossed).rejects.toThrow('other read models')
  expect(await verifyReadModels(options)).toMatchObject({ kind: 'compared', differences: [] })
})

/** In this database: other tests have theirs on the same server. */
const waiting = `select from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`

/** Lets other read models come to serve while it waits for that table. */
async function crossing<T>(table: string, work: (database: Database) => Promise<T>): Promise<T> {
  await using patient = openRebuildDatabase({ url: models.url, logger: silent })
  const client = await models.database.pool.connect()
  try {
    await client.query(`begin; lock table ${table} in access exclusive mode`)
    const working = work(patient)
    working.catch(() => undefined) // told where it is awaited
    await until(async () => {
      expect((await models.database.pool.query(waiting)).rowCount).toBe(1)
    })
    await make({ from: 'kept' })
    await client.query('rollback')
    return await working
  } finally {
    client.release(true)
  }
}

async function make(more: Partial<RebuildOptions> = {}, events = log) {
  const outcome = await rebuild({ ...(await rebuildOptions(models, events)), ...more })
  expect(outcome).toMatchObject({ kind: 'switched' })
}
