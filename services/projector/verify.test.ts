import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { logStart } from '@deskhive/shared/kernel/position.ts'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { chooseNext } from '@deskhive/shared/projection/generations/choose.ts'
import { openFilling } from '@deskhive/shared/projection/generations/fill.ts'
import { servingGroup } from '@deskhive/shared/projection/generations/generation.ts'
import { rebuild } from '@deskhive/shared/projection/generations/rebuild.ts'
import { LOCK, listGenerations } from '@deskhive/shared/projection/generations/registry.ts'
import { takeGeneration } from '@deskhive/shared/projection/generations/take-generation.ts'
import { verifyReadModels } from '@deskhive/shared/projection/generations/verify.ts'
import { unpark } from '@deskhive/shared/projection/unpark.ts'
import { followChanges } from '@deskhive/shared/read-model/ticket-blocks/follow-changes.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { projections } from '#projector/projections/projections.ts'
import { type ReadModels, startReadModels } from '#projector/testing/read-models.ts'
import { rebuildOptions } from '#projector/testing/rebuild-options.ts'
import { refusedEvent, sampleLog } from '#projector/testing/sample-log.ts'

const log = sampleLog()
const head = log.at(-1)?.position

let models: ReadModels
beforeAll(async () => {
  models = await startReadModels()
}, 30_000)
afterAll(() => models[Symbol.asyncDispose]())
beforeEach(() => models.clear())

test('rows that are the fold of the log are told to be, and all that was made for it is gone', async () => {
  await models.project(log)
  const before = await everything()
  expect(await verify()).toEqual({ kind: 'compared', position: head, differences: [] })
  expect(await everything()).toEqual(before)
})

test('the log is folded as far as the rows are, however much further it goes', async () => {
  await models.project(log.slice(0, -10))
  const position = log.at(-11)?.position
  expect(await verify()).toEqual({ kind: 'compared', position, differences: [] })
})

test('a row that somebody changed is told, and stays', async () => {
  await models.project(log)
  await models.database.pool.query(`update tickets set title = 'Another' where id =
    (select min(id) from tickets)`)
  const before = await everything()
  const differences = [
    expect.stringMatching(/^tickets \d+: title was "Another", by the log it is "[^"]+"$/),
  ]
  expect(await verify()).toEqual({ kind: 'compared', position: head, differences })
  expect(await everything()).toEqual(before)
})

test('what makes far pages quick is held against the rows that it follows', async () => {
  await models.project(log)
  const { pool, readModel } = models.database
  await followChanges(readModel, { sizes: { shortest: 1 }, atLeast: 1 })
  expect(await verify()).toMatchObject({ differences: [] })
  const { rows } = await pool.query(`
    update ticket_blocks set open_low = open_low + 1
    where (department_id, assigned_to, customer_id) = (0, 0, 0) and first_at = '-infinity'
    returning open_low as is`)
  const text = `ticket_blocks 0/0/0 from -infinity/0: open_low is ${rows[0].is}, by the log it is ${rows[0].is - 1}`
  await pool.query(`insert into activity_milestones values (1, 7)`)
  const differences = [text, expect.stringMatching(/^activity_milestones 1: 7 is activity/)]
  expect(await verify()).toMatchObject({ kind: 'compared', differences })
})

test('an event that was discarded is no difference', async () => {
  const bad = refusedEvent(log, 0, '\0')
  const all = [...log.slice(0, -1), bad, ...log.slice(-1)]
  await models.project(all)
  await unpark({
    database: models.database.pool,
    store: { readStream: () => Promise.resolve([bad]) },
    projections,
    group: servingGroup,
    stream: bad.stream,
    discard: { by: 'Ada', reason: 'written by a test' },
  })
  expect(await verify(all)).toEqual({ kind: 'compared', position: head, differences: [] })
  await models.database.pool.query('drop table projection.projection_discarded')
})

test('read models of another version are not compared', async () => {
  await models.project(log)
  const options = await rebuildOptions(models, log)
  const version = { ...options.version, folds: 'of tomorrow' }
  const fail = () => expect.fail('Nothing has to be read for that')
  const store = { readAll: fail, head: fail }
  expect(await verifyReadModels({ ...options, version, store })).toEqual({ kind: 'other-version' })
  expect(await generations()).toEqual(['serving'])
})

test('of a verification and a rebuild at once one does it, the other is told so', async () => {
  await models.project(log)
  const options = await rebuildOptions(models, log)
  const outcomes = await Promise.all([verify(), rebuild(options)])
  expect(outcomes.map(({ kind }) => kind)).toContain('busy')
  expect(outcomes.map(({ kind }) => kind)).not.toEqual(['busy', 'busy'])
})

test('who waits for what is made for it does not get that before it is dropped', async () => {
  await models.project(log)
  const { pool } = models.database
  const [reader, holder] = [await pool.connect(), await pool.connect()]
  try {
    await reader.query('begin; lock table tickets in access exclusive mode')
    const verifying = verify()
    await until(async () => expect(await waitingFor('relation')).toBe(1))
    const made = (await listGenerations(models.database.tables())).at(-1)
    if (made === undefined) throw new Error('Nothing was made')
    await holder.query(`begin; select pg_advisory_xact_lock(${LOCK})`)
    const taken = takeGeneration(pool, made)
    await until(async () => expect(await waitingFor('advisory')).toBe(1))
    await reader.query('rollback')
    await until(async () => expect(await waitingFor('advisory')).toBe(2))
    await holder.query('rollback')
    expect(await taken).toBeNull()
    expect(await verifying).toMatchObject({ kind: 'compared', differences: [] })
  } finally {
    for (const client of [reader, holder]) client.release(true)
  }
})

test.each([
  ['verification', verifyReadModels],
  ['rebuild', rebuild],
])('a %s that stood still while another took its read models is told that', async (_what, make) => {
  await models.project(log)
  const options = await rebuildOptions(models, log)
  const faultPoint = async (name: string) => {
    if (name !== 'rebuild-filled') return
    await models.database.pool.query(
      `update projection_ownership set owner = 'nobody', expires_at = '-infinity' where name like 'rm%'`,
    )
    expect(await verify()).toMatchObject({ kind: 'compared' })
  }
  const failure = await make({ ...options, faultPoint }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(Unavailable)
  expect(String(failure)).toMatch(/Somebody else has taken rm_\d+$/)
})

test('one that is cut off is gone on with', async () => {
  await models.project(log)
  const options = await rebuildOptions(models, log)
  await expect(verifyReadModels({ ...options, faultPoint: cutAtIndexed })).rejects.toThrow(
    'cut off',
  )
  const read: unknown[] = []
  const store: typeof options.store = {
    ...options.store,
    readAll: (page) => {
      read.push(page)
      return options.store.readAll(page)
    },
  }
  expect(await verifyReadModels({ ...options, store })).toMatchObject({ differences: [] })
  expect(read).toEqual([])
  expect(await generations()).not.toContain('filling')
})

test('one that was left behind ahead of the rows that serve is made anew, for nobody may move these on', async () => {
  await models.project(log.slice(0, -10))
  await leaveAhead()
  const position = log.at(-11)?.position
  expect(await verify()).toEqual({ kind: 'compared', position, differences: [] })
  expect(await generations()).not.toContain('filling')

  await leaveAhead()
  expect(await rebuild(await rebuildOptions(models, log))).toMatchObject({ kind: 'switched' })
  expect(await generations()).not.toContain('filling')
})

/** As a rebuild that went to the head of the log and was killed there. */
async function leaveAhead(): Promise<void> {
  const options = await rebuildOptions(models, log)
  const made = await chooseNext(options)
  await using filling = made && (await openFilling(made, options))
  await filling?.fillTo(head ?? logStart)
  expect(filling?.position()).toBe(head)
}

function cutAtIndexed(name: string): void {
  if (name === 'rebuild-indexed') throw new Error('cut off')
}

async function verify(events: readonly RecordedEvent[] = log) {
  return verifyReadModels(await rebuildOptions(models, events))
}

/** In this database: other tests have theirs on the same server. */
async function waitingFor(lock: 'relation' | 'advisory') {
  const { rowCount } = await models.database.pool.query(
    'select from pg_stat_activity where datname = current_database() and wait_event = $1',
    [lock],
  )
  return rowCount
}

async function generations(): Promise<string[]> {
  return (await listGenerations(models.database.tables())).map(({ state }) => state)
}

/** The rows that serve, and what there is beside them. */
async function everything() {
  const { rows: schemas } = await models.database.pool.query(
    'select nspname from pg_namespace order by 1',
  )
  const { rows: groups } = await models.database.pool.query(
    'select name, position from projection_checkpoint order by 1',
  )
  return { rows: await models.dump(), schemas, groups, generations: await generations() }
}
