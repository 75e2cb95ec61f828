import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { findServing, listGenerations } from '@deskhive/shared/projection/generations/registry.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ensureGeneration } from '#projector/ensure-generation.ts'
import { projections } from '#projector/projections/projections.ts'
import { readModelVersion } from '#projector/read-model-version.ts'
import { logInMemory } from '#projector/testing/log-in-memory.ts'
import { randomLog } from '#projector/testing/random-history.ts'
import { startReadModels } from '#projector/testing/read-models.ts'
import { migrate } from '../../infra/migrations/migrate.ts'

test.for([
  ['all', 0],
  ['not all', 5],
] as const)(
  'a desk from before that had applied %s goes on with its rows until those of this version are made beside them',
  async ([, missing]) => {
    await using models = await startReadModels()
    const { database } = models
    const [log = []] = fc.sample(randomLog(), { numRuns: 1, seed: 7 })
    await models.project(log.slice(0, log.length - missing))
    const right = await models.dump()

    await makeOld(database)
    await migrate(database.readModel)
    expect(await findServing(database)).toMatchObject({ id: 1, tables: 'before' })
    const { rows } = await database.pool.query('select id from tickets')
    expect(rows.length).toBeGreaterThan(0)

    const version = await readModelVersion()
    const phases = new Set<string>()
    await ensureGeneration({
      database,
      store: logInMemory(log),
      projections,
      version,
      signal: AbortSignal.timeout(60_000),
      logger: silent,
      metrics: createMetrics('test'),
      onProgress: ({ phase }) => phases.add(phase),
    })
    expect(await models.dump()).toEqual(right)
    expect([...phases]).toEqual(['filling', 'indexing', 'catching-up', 'switching'])
    const generations = await listGenerations(database.tables())
    expect(generations).toMatchObject([
      { state: 'kept', tables: 'before' },
      { state: 'serving', ...version },
    ])
  },
)

/** The layout before generations: one schema `rm_1`, here with a column less, and nothing that lists it. */
async function makeOld({ pool }: Database): Promise<void> {
  await pool.query(`
    alter table read_model.tickets drop column is_locked;
    alter schema read_model rename to rm_1;
    drop table projection.read_model_generations;
    delete from migrations.kysely_migration where name >= '0012-generations'`)
}
