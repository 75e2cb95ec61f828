import { chooseNext } from '@deskhive/shared/projection/generations/choose.ts'
import { openFilling } from '@deskhive/shared/projection/generations/fill.ts'
import { type Generation, ownName } from '@deskhive/shared/projection/generations/generation.ts'
import { type RebuildOptions, rebuild } from '@deskhive/shared/projection/generations/rebuild.ts'
import { findServing, listGenerations } from '@deskhive/shared/projection/generations/registry.ts'
import { servingSchema } from '@deskhive/shared/read-model/tables.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ReadModels, startReadModels } from '#projector/testing/read-models.ts'
import { rebuildOptions } from '#projector/testing/rebuild-options.ts'
import { sampleLog } from '#projector/testing/sample-log.ts'

const log = sampleLog()

let models: ReadModels
beforeAll(async () => {
  models = await startReadModels()
}, 30_000)
afterAll(() => models[Symbol.asyncDispose]())
beforeEach(async () => {
  await models.clear()
  await models.project(log)
})

test('read models that another copy has switched to meanwhile are left to it, and later ones follow them', async () => {
  const listed = await choose()
  expect(await make()).toMatchObject({ kind: 'switched', to: { id: listed.id } })
  expect(await fills(listed)).toBe(false)
  expect(await groups()).toEqual(await groupsThatBelong())
  expect(await make()).toMatchObject({ kind: 'switched', differences: [] })
})

test('read models that served meanwhile and were kept are not taken for those that were being made', async () => {
  const listed = await choose()
  await make()
  expect(await make({ from: 'kept' })).toMatchObject({ kind: 'switched', from: { id: listed.id } })
  expect(await fills(listed)).toBe(false)
})

test('read models that were dropped meanwhile leave nothing behind', async () => {
  const gone = await choose()
  await make()
  await make()
  await make()
  expect(await fills(gone)).toBe(false)
  expect(await groups()).toEqual(await groupsThatBelong())
})

test('a copy that stood still while another has switched to what it made leaves nothing by that name', async () => {
  const faultPoint = async (name: string) => {
    if (name !== 'rebuild-filled') return
    await models.database.pool.query(
      `update projection_ownership set owner = 'nobody', expires_at = '-infinity' where name like 'rm%'`,
    )
    expect(await make()).toMatchObject({ kind: 'switched' })
  }
  await expect(make({ faultPoint })).rejects.toThrow(/^Somebody else has taken rm_\d+$/)
  expect(await schemas()).toEqual(await groupsThatBelong())
  expect(await make()).toMatchObject({ kind: 'switched', differences: [] })
})

test('a desk on which a copy has left rows and tables by the name of what serves changes over all the same', async () => {
  const { pool } = models.database
  const serving = await findServing(models.database)
  const name = serving && ownName(serving)
  await pool.query(`insert into projection_ownership values ($1, 'another', 90, now())`, [name])
  await pool.query(`insert into projection_checkpoint values ($1, 7, 90)`, [name])
  await pool.query(`insert into projection_parked values ($1, 7, 's', 0, 'e', 't', 'x')`, [name])
  await pool.query(`create schema ${name} create table tickets (id bigint)`)
  const before = await models.dump()

  expect(await make()).toMatchObject({ kind: 'switched', differences: [] })
  expect(await models.dump()).toEqual(before)
  expect(await groups()).toEqual(await groupsThatBelong())
  expect((await pool.query('select * from projection_parked')).rows).toEqual([])
  const { rows } = await pool.query(
    `select c.position::text, c.epoch > 90 as is_fenced from projection_checkpoint c where name = $1`,
    [name],
  )
  expect(rows).toEqual([{ position: String(log.at(-1)?.position), is_fenced: true }])
})

async function choose(): Promise<Generation> {
  const chosen = await chooseNext(await rebuildOptions(models, log))
  if (chosen === null) throw new Error('Nothing was chosen')
  return chosen
}

async function make(more: Partial<RebuildOptions> = {}) {
  return rebuild({ ...(await rebuildOptions(models, log)), ...more })
}

async function fills(generation: Generation): Promise<boolean> {
  await using filling = await openFilling(generation, await rebuildOptions(models, log))
  return filling !== null
}

/** Where there are read models, those that serve by the name of their group. */
async function schemas(): Promise<string[]> {
  const { rows } = await models.database.pool.query<{ name: string }>(
    `select replace(nspname, '${servingSchema}', 'read-model') as name from pg_namespace
     where nspname like 'rm\\_%' or nspname = '${servingSchema}' order by 1`,
  )
  return rows.map(({ name }) => name)
}

/** Who has a lease or a checkpoint. */
async function groups(): Promise<string[]> {
  const { rows } = await models.database.pool.query<{ name: string }>(
    'select name from projection_ownership union select name from projection_checkpoint order by 1',
  )
  return rows.map(({ name }) => name)
}

async function groupsThatBelong(): Promise<string[]> {
  const generations = await listGenerations(models.database.tables())
  return generations
    .map((one) => (one.state === 'serving' ? 'read-model' : ownName(one)))
    .toSorted()
}
