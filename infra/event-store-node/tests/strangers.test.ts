import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { EventStoreDBClient } from '@eventstore/db-client'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type EventStoreNode,
  startEventStoreNode,
} from '#event-store-node/start-event-store-node.ts'
import { jsonEvents, newStream, temporaryDir } from './server-under-test.ts'
import { urlOf } from './spawned-node.ts'

let dir: string
let node: EventStoreNode
beforeAll(async () => {
  dir = await temporaryDir()
  node = await startEventStoreNode({ dir, host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await rm(dir, { recursive: true })
})

async function send(bytes: Uint8Array): Promise<void> {
  const socket = connect(node.port, '127.0.0.1')
  socket.on('error', () => {})
  socket.resume()
  await once(socket, 'connect')
  socket.end(bytes)
  await once(socket, 'close')
}

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')

describe('a connection that speaks something else', () => {
  it('disturbs nobody, whatever it sends', async () => {
    const client = EventStoreDBClient.connectionString(urlOf(node.port))
    await client.appendToStream(newStream(), jsonEvents(1))

    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, isHttp2) => {
        await send(isHttp2 ? Buffer.concat([PREFACE, bytes]) : bytes)
      }),
      { numRuns: 60 },
    )

    const result = await client.appendToStream(newStream(), jsonEvents(1))
    expect(result.success).toBe(true)
    await client.dispose()
  })

  it('may end before it has said anything', async () => {
    await send(Buffer.alloc(0))
    await send(PREFACE.subarray(0, 1))

    const answer = await fetch(`http://127.0.0.1:${node.port}/ping`)
    expect(answer.status).toBe(200)
  })
})
