import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEventStoreNode } from '../../infra/event-store-node/start-event-store-node.ts'
import { connectEventStore } from '../event-store/connect.ts'
import { appendChained } from '../testing/chained-log.ts'
import { openDesk, runDesk } from '../testing/desk-runner.ts'
import { openTestPostgres, type TestDatabase } from '../testing/postgres.ts'
import { createTestLog, record, type TestLog } from '../testing/projection-desk.ts'
import { until } from '../testing/until.ts'
import { LogIsOlder, refusingOlderLog, requireInLog } from './log-is-older.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestPostgres()
})
afterAll(() => database[Symbol.asyncDispose]())

const events = record(
  [1, 2, 3, 4].map((ticket) => ({ ticket, type: 'Opened', data: { title: `T${ticket}` } })),
)
const olderLog = () => createTestLog(events.slice(0, 2))

test('rows are not moved on by a log that ends before them, and are by the one that they are of', async () => {
  const { pool } = await openDesk(database)
  {
    await using runner = runDesk(pool, createTestLog(events))
    await until(() => expect(runner.health().position).toBe(30n))
  }
  {
    await using runner = runDesk(pool, olderLog())
    await until(() => expect(runner.health().state).toBe('ahead'))
    expect(runner.health()).toMatchObject({ position: 30n, head: 10n })
  }
  await using runner = runDesk(pool, createTestLog(events))
  await until(() => expect(runner.health()).toMatchObject({ state: 'leading', position: 30n }))
})

test('who leads stops where the log is put back beneath it, and goes on with the right one', async () => {
  const { pool } = await openDesk(database)
  let log: TestLog = createTestLog(events)
  const store: TestLog = {
    subscribe: (options) => log.subscribe(options),
    head: () => log.head(),
    add: (more) => log.add(more),
  }
  await using runner = runDesk(pool, store)
  await until(() => expect(runner.health()).toMatchObject({ state: 'leading', position: 30n }))

  log = olderLog()
  await until(() => expect(runner.health().state).toBe('ahead'))
  await until(async () => {
    const held = 'select from projection_ownership where expires_at >= clock_timestamp()'
    expect((await pool.query(held)).rowCount).toBe(0)
  })

  log = createTestLog(events)
  await until(() => expect(runner.health().state).toBe('leading'))
})

test('a log that ends at a position has it, and an empty one the start', async () => {
  await expect(requireInLog(createTestLog(events), 30n)).resolves.toBeUndefined()
  await expect(requireInLog(createTestLog([]), -1n)).resolves.toBeUndefined()
  await expect(requireInLog(createTestLog(events), 31n)).rejects.toThrow(LogIsOlder)
})

test('who writes seldom writes nothing to a log that is older than the rows', async () => {
  await using dir = await mkdtempDisposable(join(tmpdir(), 'deskhive-older-'))
  await using node = await startEventStoreNode({ dir: dir.path })
  await using log = connectEventStore(node.url, { upcasters: {}, transport: 'lean' })
  const noted = [{ type: 'TestNoted', data: {} }]
  await appendChained(
    refusingOlderLog(log, async () => null),
    'ticket-1',
    noted,
  )
  const head = await log.head()

  const older = refusingOlderLog(log, async () => head + 1n)
  await expect(appendChained(older, 'ticket-1', noted)).rejects.toThrow(LogIsOlder)
  expect(await log.head()).toBe(head)
  await appendChained(
    refusingOlderLog(log, async () => head),
    'ticket-1',
    noted,
  )
})
