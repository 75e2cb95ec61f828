import { mkdir, mkdtempDisposable, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findDesk } from '#commands/find-desk.ts'

const addresses = {
  DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c',
  EVENTSTORE_URL: 'esdb://127.0.0.1:2',
}
const found = { databaseUrl: addresses.DATABASE_URL, eventStoreUrl: addresses.EVENTSTORE_URL }

test('a desk is found as long as it runs, and one that was stopped is told to be', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'deskhive-find-'))
  const run = join(folder.path, 'run')
  await mkdir(run)
  await writeFile(join(run, 'addresses.json'), JSON.stringify(addresses))
  await writeFile(join(run, 'supervisor.pid'), '1')
  expect(findDesk({ DATA_DIR: folder.path })).toEqual(found)

  await rm(join(run, 'supervisor.pid'))
  expect(() => findDesk({ DATA_DIR: folder.path })).toThrow(/^No desk runs in .* Start it/)
  expect(findDesk({ DATA_DIR: folder.path, ...addresses })).toEqual(found)
})
