import { makeFirstGeneration } from '@deskhive/shared/projection/generations/registry.ts'
import { openTestDatabase } from '@deskhive/shared/testing/database.ts'
import { expect, test } from 'vitest'
import { requireServing } from '#commands/rebuild/require-serving.ts'
import { migrate } from '../../migrations/migrate.ts'

test('a desk whose projector has never run is told to have no read models', async () => {
  await using database = await openTestDatabase()
  await expect(requireServing(database)).rejects.toThrow('This desk has no read models yet')
  await migrate(database.readModel)
  await expect(requireServing(database)).rejects.toThrow('This desk has no read models yet')
  await makeFirstGeneration(database, { tables: 'some', folds: 'some' })
  await requireServing(database)
})
