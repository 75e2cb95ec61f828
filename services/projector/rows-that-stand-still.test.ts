import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { servingGroup } from '@deskhive/shared/projection/generations/generation.ts'
import { openRebuildDatabase } from '@deskhive/shared/projection/generations/open-rebuild-database.ts'
import { type RebuildOptions, rebuild } from '@deskhive/shared/projection/generations/rebuild.ts'
import { asUnavailable } from '@deskhive/shared/read-model/database-error.ts'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type ReadModels, startReadModels } from '#projector/testing/read-models.ts'
import { rebuildOptions } from '#projector/testing/rebuild-options.ts'
import { sampleLog } from '#projector/testing/sample-log.ts'

const log = sampleLog()

let models: ReadModels
beforeAll(async () => {
  models = await startReadModels()
}, 30_000)
afterAll(() => models[Symbol.asyncDispose]())
beforeEach(() => models.clear())

test('rows that nobody moves on are made anew as far as they are, however much further the log goes', async () => {
  await models.project(log.slice(0, -10))
  const before = await models.dump()
  expect(await make()).toMatchObject({ kind: 'switched', differences: [] })
  expect(await models.dump()).toEqual(before)

  await models.project(log)
  const after = await models.dump()
  expect(await make()).toMatchObject({ kind: 'switched', differences: [] })
  expect(await models.dump()).toEqual(after)
})

test('the way back to rows that are ahead of those that serve ends, and says why, where no projector runs', async () => {
  await models.project(log)
  expect(await make()).toMatchObject({ kind: 'switched' })
  await models.database.pool.query(
    `update projection_checkpoint set position = position - 1 where name = $1`,
    [servingGroup],
  )
  await expect(make({ from: 'kept' })).rejects.toThrow(/no projector moves these on: start it/)
})

test('one that cannot hold the rows that serve, for somebody else does, ends and says so', async () => {
  await models.project(log)
  const { logger } = await rebuildOptions(models, log)
  await using database = openRebuildDatabase({ url: models.url, logger })
  const other = await models.database.pool.connect()
  try {
    await other.query('begin')
    await other.query('select 1 from projection_checkpoint where name = $1 for update', [
      servingGroup,
    ])
    const made = make({ database })
    await expect(made).rejects.toThrow('Somebody else holds the checkpoint')
  } finally {
    other.release(true)
  }
  expect(await make()).toMatchObject({ kind: 'switched', differences: [] })
})

test('one that stands still while it holds the rows that serve is worth another try, and holds nobody up', async () => {
  await models.project(log)
  const untilThrownOut = () =>
    vi.waitFor(async () => expect(await idleInTransaction()).toBe(0), { timeout: 20_000 })
  const failure = await make({
    faultPoint: (name) => (name === 'before-switch' ? untilThrownOut() : undefined),
  }).catch(asUnavailable)
  expect(failure).toBeInstanceOf(Unavailable)
  // A process that was stopped meanwhile has not seen its connection end: its next statement is told why.
  const told = Object.assign(new Error('idle-in-transaction timeout'), { code: '25P03' })
  expect(asUnavailable(told)).toBeInstanceOf(Unavailable)
  expect(await make()).toMatchObject({ kind: 'switched', differences: [] })
})

async function idleInTransaction(): Promise<number> {
  const { rows } = await models.database.pool.query(
    `select 1 from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
  )
  return rows.length
}

async function make(more: Partial<RebuildOptions> = {}) {
  return rebuild({ ...(await rebuildOptions(models, log)), ...more })
}
