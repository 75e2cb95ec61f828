import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import { makeTablesIn } from '@deskhive/shared/read-model/generation-schema.ts'
import { servingSchema } from '@deskhive/shared/read-model/tables.ts'
import { openTestPostgres } from '@deskhive/shared/testing/postgres.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { expect, it } from 'vitest'
import { driveClosed } from './drive.ts'
import { ticketBodies } from './requests.ts'
import { startRival } from './rival.ts'

it('the rival creates tickets in a copy of the read model as it is today', async () => {
  await using postgres = await openTestPostgres()
  await makeReadModel(postgres.url)
  const people = { customerIds: [1, 2], departmentIds: [1] }
  await using rival = await startRival(postgres.url, people)
  const system = rival.system('rival', ticketBodies(3, people))
  await system.prepare()

  const driven = await driveClosed(system.load, { connections: 1, amount: 3 })

  expect(driven).toMatchObject({ acknowledged: [1001, 1002, 1003], failures: 0 })
  await system.verify(driven)
})

async function makeReadModel(url: string): Promise<void> {
  await using database = openDatabase({ url, applicationName: 'test', logger: silent })
  await database
    .tables()
    .transaction()
    .execute((transaction) => makeTablesIn(transaction, servingSchema))
}
