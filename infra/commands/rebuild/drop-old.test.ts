import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { ownName } from '@deskhive/shared/projection/generations/generation.ts'
import {
  listGenerations,
  makeFirstGeneration,
  makeNextGeneration,
} from '@deskhive/shared/projection/generations/registry.ts'
import { releaseLease, takeLease } from '@deskhive/shared/projection/lease.ts'
import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import { openTestPostgres } from '@deskhive/shared/testing/postgres.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTeller, exitCode } from '#commands/command.ts'
import { dropOld } from '#commands/rebuild/actions.ts'
import { rebuildExitCode } from '#commands/rebuild/config.ts'
import { migrate } from '../../migrations/migrate.ts'

const version = { tables: 'some', folds: 'some' }

test('read models that another run is going back to are not dropped until it is done', async () => {
  await using postgres = await openTestPostgres()
  const logger = createLogger({ service: 'test', level: 'silent' })
  await using database = openDatabase({ url: postgres.url, applicationName: 'test', logger })
  await migrate(database.readModel)
  await makeFirstGeneration(database, version)
  const kept = await makeNextGeneration(database, version)
  const name = ownName(kept)
  await sql`
    update projection.read_model_generations set state = 'kept' where id = ${kept.id}`.execute(
    database.tables(),
  )
  const told: string[] = []
  const tell = createTeller({ write: (line) => told.push(line) }, { json: false, quiet: false })
  const drop = () => dropOld({ database, logger }, { tell })

  const taken = await takeLease(database.pool, name, 'another')
  if (taken === null) throw new Error('Nobody else can have it')
  expect(await drop()).toBe(rebuildExitCode.busy)
  expect(await listGenerations(database.tables())).toHaveLength(2)

  await releaseLease(database.pool, taken.lease)
  expect(await drop()).toBe(exitCode.done)
  expect(await drop()).toBe(exitCode.done)
  expect(told.join('')).toBe(`another process fills ${name}\ndropped ${name}\nnothing was kept\n`)
})
