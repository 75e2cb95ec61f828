import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { makeFirstGeneration } from '@deskhive/shared/projection/generations/registry.ts'
import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import { openTestPostgres } from '@deskhive/shared/testing/postgres.ts'
import { expect, test } from 'vitest'
import { requireServing } from '#commands/rebuild/require-serving.ts'
import { migrate } from '../../migrations/migrate.ts'

test('a desk whose projector has never run is told to have no read models', async () => {
  await using postgres = await openTestPostgres()
  const logger = createLogger({ service: 'test', level: 'silent' })
  await using database = openDatabase({ url: postgres.url, applicationName: 'test', logger })
  await expect(requireServing(database)).rejects.toThrow('This desk has no read models yet')
  await migrate(database.readModel)
  await expect(requireServing(database)).rejects.toThrow('This desk has no read models yet')
  await makeFirstGeneration(database, { tables: 'some', folds: 'some' })
  await requireServing(database)
})
