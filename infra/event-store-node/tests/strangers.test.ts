import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { canRunWithoutRights, withoutRights } from '@deskhive/shared/testing/run-program.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jsonEvents, newStream, type OwnNode, startOwnNode } from './server-under-test.ts'

let node: OwnNode
beforeAll(async () => {
  node = await startOwnNode()
})
afterAll(() => node[Symbol.asyncDispose]())

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
    await node.client.appendToStream(newStream(), jsonEvents(1))

    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, isHttp2) => {
        await send(isHttp2 ? Buffer.concat([PREFACE, bytes]) : bytes)
      }),
      { numRuns: 60 },
    )

    const result = await node.client.appendToStream(newStream(), jsonEvents(1))
    expect(result.success).toBe(true)
  })

  it('may end before it has said anything', async () => {
    await send(Buffer.alloc(0))
    await send(PREFACE.subarray(0, 1))

    const answer = await fetch(`http://127.0.0.1:${node.port}/ping`)
    expect(answer.status).toBe(200)
  })
})

describe.runIf(process.getuid?.() === 0 && canRunWithoutRights())(
  'another user of the machine',
  () => {
    it.each(['127.0.0.1', '127.0.0.2'])('is told nothing, coming from %s', async (from) => {
      const options = JSON.stringify({
        port: node.port,
        path: '/ping',
        host: '127.0.0.1',
        localAddress: from,
      })
      const ask = `require('node:http').get(${options}, ({ statusCode }) => console.log(statusCode)).on('error', () => console.log('refused'))`
      const askAs = async (user: object) =>
        (await promisify(execFile)(process.execPath, ['--eval', ask], user)).stdout.trim()
      expect([await askAs({}), await askAs(withoutRights())]).toEqual(['200', 'refused'])
    })
  },
)
