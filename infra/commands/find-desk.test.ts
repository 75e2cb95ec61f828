import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pid } from 'node:process'
import { expect, test } from 'vitest'
import { findDesk } from '#commands/find-desk.ts'
import { openDataFolder } from '../local/data-folder.ts'
import { lockDataFolder } from '../local/lock-data-folder.ts'

const addresses = {
  DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c',
  EVENTSTORE_URL: 'esdb://127.0.0.1:2',
}
const found = {
  databaseUrl: addresses.DATABASE_URL,
  eventStoreUrl: addresses.EVENTSTORE_URL,
  transport: 'lean',
}

test('a desk is found as long as it runs, and one that was stopped is told to be', async () => {
  await using temporary = await mkdtempDisposable(join(tmpdir(), 'deskhive-find-'))
  const folder = await openDataFolder(temporary.path, false)
  const find = () => findDesk({ DATA_DIR: folder.root })
  expect(find).toThrow(/^No desk runs in .* Start it/)
  {
    using _lock = lockDataFolder(folder, pid)
    expect(find).toThrow(/^No desk runs in .* Start it/) // not yet: it has chosen no addresses
    await writeFile(join(folder.run, 'addresses.json'), JSON.stringify(addresses))
    expect(find()).toEqual(found)
  }
  expect(find).toThrow(/^No desk runs in .* Start it/)
  expect(findDesk({ DATA_DIR: folder.root, ...addresses })).toEqual(found)
})

test('its log is reached by what the services reach it by', () => {
  const official = { ...addresses, EVENTSTORE_TRANSPORT: 'official' }
  expect(findDesk(official)).toEqual({ ...found, transport: 'official' })
})

test('a desk that was killed is told to run no more, though its pid is in use again', async () => {
  await using temporary = await mkdtempDisposable(join(tmpdir(), 'deskhive-find-'))
  const folder = await openDataFolder(temporary.path, false)
  lockDataFolder(folder, pid)[Symbol.dispose]()
  await writeFile(join(folder.run, 'addresses.json'), JSON.stringify(addresses))
  await writeFile(join(folder.run, 'supervisor.pid'), `${pid}\n`)
  expect(() => findDesk({ DATA_DIR: folder.root })).toThrow(/^No desk runs in .* Start it/)
})
