import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frame, rawCall } from './raw-call.ts'
import { type OwnNode, startOwnNode } from './server-under-test.ts'

let node: OwnNode
beforeAll(async () => {
  node = await startOwnNode()
})
afterAll(() => node[Symbol.asyncDispose]())

const STREAMS = '/event_store.client.streams.Streams'

describe('the server', () => {
  it.each([
    ['a service that it does not have', '/event_store.client.users.Users/Create', '12'],
    ['a method that it does not have', `${STREAMS}/Nothing`, '12'],
  ])('answers UNIMPLEMENTED to %s', async (_case, path, status) => {
    const { headers } = await rawCall(node.port, path, { body: frame(Buffer.alloc(0)) })

    expect(headers['grpc-status']).toBe(status)
  })

  it.each([
    ['bytes that are no message', Buffer.from([0xff, 0xff, 0xff]), '13'],
    ['a compressed message', null, '12'],
    ['a message beyond 17 MB', undefined, '8'],
  ])('refuses %s', async (_case, message, status) => {
    const body = frame(message ?? Buffer.alloc(1))
    if (message === null) body[0] = 1
    if (message === undefined) body.writeUInt32BE(2 ** 31, 1)

    const { headers } = await rawCall(node.port, `${STREAMS}/Read`, { body })

    expect(headers['grpc-status']).toBe(status)
  })

  it('gossips over HTTP/1 that it is alone and leads', async () => {
    const response = await fetch(`http://127.0.0.1:${node.port}/gossip`)

    expect(await response.json()).toMatchObject({
      members: [{ state: 'Leader', httpEndPointIp: '127.0.0.1', httpEndPointPort: node.port }],
    })
  })

  it('answers a ping over HTTP/1 on the same port, and 404 to the rest', async () => {
    const base = `http://127.0.0.1:${node.port}`

    const [ping, alive, nothing] = await Promise.all([
      fetch(`${base}/ping`).then((response) => response.json()),
      fetch(`${base}/health/live`),
      fetch(`${base}/nothing`, { method: 'POST' }),
    ])

    expect(ping).toMatchObject({ text: 'Ping request successfully handled' })
    expect(alive.status).toBe(204)
    expect([nothing.status, nothing.statusText]).toEqual([404, 'Not Found'])
  })
})
