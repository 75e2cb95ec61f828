import { chmod, copyFile, mkdir, mkdtempDisposable, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pid } from 'node:process'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import { appendChained } from '@deskhive/shared/testing/chained-log.ts'
import {
  canRunWithoutRights,
  type Ended,
  runProgram,
  withoutRights,
} from '@deskhive/shared/testing/run-program.ts'
import { describe, expect, test } from 'vitest'
import { openLog } from '#commands/open-log.ts'
import { startEventStoreNode } from '../event-store-node/start-event-store-node.ts'
import { openDataFolder } from '../local/data-folder.ts'
import { lockDataFolder } from '../local/lock-data-folder.ts'

const elsewhere = {
  DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c',
  EVENTSTORE_URL: 'esdb://127.0.0.1:2?tls=false',
}

describe.runIf(canRunWithoutRights())('a folder that may only be read', () => {
  test('is read itself, not the desk of the addresses in it', async () => {
    await using place = await temporaryFolder()
    await using other = await nodeWith(join(place.path, 'other'), 5)
    const desk = join(place.path, 'desk')
    await (await nodeWith(desk, 2))[Symbol.asyncDispose]()
    await leaveAddresses(desk, { ...elsewhere, EVENTSTORE_URL: other.url })
    const temporaries = await temporariesOf(place.path)
    await withoutWriting(desk)

    const { code, out, error } = await verifyAsSomebodyElse(desk, temporaries)

    expect([code, error]).toEqual([0, ''])
    expect(out).toContain('WHOLE: 2 events')
    expect(await readdir(temporaries)).toEqual([])
  })

  test('is read with what a killed desk has left in the write-ahead log', async () => {
    await using place = await temporaryFolder()
    await using running = await nodeWith(join(place.path, 'running'), 3)
    const desk = join(place.path, 'desk')
    await mkdir(join(desk, 'event-store'), { recursive: true })
    for (const file of ['events.sqlite', 'events.sqlite-wal']) {
      await copyFile(join(running.dir, file), join(desk, 'event-store', file))
    }
    await withoutWriting(desk)

    const { code, out } = await verifyAsSomebodyElse(desk, await temporariesOf(place.path))

    expect([code, out]).toEqual([0, expect.stringContaining('WHOLE: 3 events')])
  })
})

test('a desk that runs is read over the address that it has written since it began', async () => {
  await using place = await temporaryFolder()
  await (await nodeWith(place.path, 1))[Symbol.asyncDispose]()
  await leaveAddresses(place.path, { ...elsewhere, EVENTSTORE_URL: 'esdb://127.0.0.1:3' })
  using _desk = lockDataFolder(await openDataFolder(place.path, false), pid)
  const open = () => openLog({ eventStoreUrl: null, dataDir: place.path, transport: 'lean' })

  await expect(open()).rejects.toThrow('or another command reads its log; try again')
  await leaveAddresses(place.path, elsewhere)
  expect((await open()).url).toBe(elsewhere.EVENTSTORE_URL)
})

const temporaryFolder = async () => {
  const made = await mkdtempDisposable(join(tmpdir(), 'deskhive-log-'))
  await chmod(made.path, 0o755)
  return made
}

/** A node that serves the log of a data folder, with so many events in it. */
async function nodeWith(dataDir: string, events: number) {
  const dir = join(dataDir, 'event-store')
  const node = await startEventStoreNode({ dir })
  await using store = connectEventStore(node.url, { upcasters: {} })
  const noted = Array.from({ length: events }, () => ({ type: 'TestNoted', data: {} }))
  await appendChained(store, 'ticket-1', noted)
  return { dir, url: node.url, [Symbol.asyncDispose]: () => node[Symbol.asyncDispose]() }
}

async function leaveAddresses(dataDir: string, addresses: object): Promise<void> {
  const { run } = await openDataFolder(dataDir, false)
  await writeFile(join(run, 'addresses.json'), JSON.stringify(addresses))
}

async function temporariesOf(place: string): Promise<string> {
  const path = join(place, 'temporaries')
  await mkdir(path)
  await chmod(path, 0o777)
  return path
}

async function withoutWriting(dataDir: string): Promise<void> {
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o555 : 0o444)
  }
  await chmod(dataDir, 0o555)
}

function verifyAsSomebodyElse(dataDir: string, temporaries: string): Promise<Ended> {
  const variables = { DATA_DIR: dataDir, TMPDIR: temporaries, NODE_COMPILE_CACHE: undefined }
  const main = join(import.meta.dirname, 'verify-log', 'main.ts')
  return runProgram(main, [], variables, withoutRights())
}
