import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { expect, it } from 'vitest'
import { collect, idsOf, jsonEvents, newStream, temporaryDir } from './server-under-test.ts'
import { spawnNode } from './spawned-node.ts'

/** Less than the write-ahead log has when all is well: 2 MB. */
const FILE_LIMIT = 4096
const MOST_APPENDS = 100

// A limit on the size of files does to a write what a full disk does.
it.runIf(process.platform === 'linux')(
  'a log that finds no room opens, refuses what does not fit, serves readers, and goes on when there is room',
  async () => {
    await using cleanUp = new AsyncDisposableStack()
    const dir = cleanUp.adopt(await temporaryDir(), (own) => rm(own, { recursive: true }))
    const stream = newStream()
    const before = await spawnNode({ dir })
    const writer = EventStoreDBClient.connectionString(before.url)
    await writer.appendToStream(stream, jsonEvents(3))
    await writer.dispose()
    await before.stop('SIGTERM')

    await using node = await spawnNode({ dir, fileLimit: FILE_LIMIT })
    const client = cleanUp.adopt(EventStoreDBClient.connectionString(node.url), (own) =>
      own.dispose(),
    )
    const read = async () => idsOf(await collect(client.readStream(stream)))
    const acknowledged = await read()
    expect(acknowledged).toHaveLength(3)

    let refused = large()
    for (let count = 0; count < MOST_APPENDS; count += 1) {
      refused = large()
      const answer = await client.appendToStream(stream, [refused]).catch(() => null)
      if (answer === null) break
      acknowledged.push(refused.id)
    }
    expect(acknowledged.length).toBeGreaterThan(3)
    expect(acknowledged.length).toBeLessThan(MOST_APPENDS)
    await expect(client.appendToStream(stream, [refused])).rejects.toMatchObject({
      type: 'unknown',
    })
    expect(await read()).toEqual(acknowledged)

    execFileSync('prlimit', ['--fsize=unlimited', '--pid', String(node.pid)])
    await client.appendToStream(stream, [refused])
    expect(await read()).toEqual([...acknowledged, refused.id])
  },
)

const large = () => jsonEvent({ type: 'thing-happened', data: { text: 'x'.repeat(100_000) } })
