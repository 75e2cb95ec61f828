import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openEventSource, type SentEvent } from '@deskhive/shared/testing/event-source.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEventStream } from './event-stream.ts'
import { frame } from './frames.ts'

let onRequest: (response: ServerResponse) => void
const server = createServer((_request, response) => {
  response.writeHead(200, { connection: 'close' })
  onRequest(response)
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const HOUR_MS = 3_600_000
const BIG = 'x'.repeat(256 * 1024)

async function connect() {
  const opened = Promise.withResolvers<ReturnType<typeof openEventStream>>()
  const closed = Promise.withResolvers<void>()
  onRequest = (response) => opened.resolve(openEventStream(response, closed.resolve))
  const { port } = parseAddress(server.address())
  const source = await openEventSource(`http://127.0.0.1:${port}/`, {})
  return { source, stream: await opened.promise, closed: closed.promise }
}

function parseAddress(address: unknown): AddressInfo {
  return address as AddressInfo
}

async function all(events: AsyncIterable<SentEvent>): Promise<SentEvent[]> {
  const seen: SentEvent[] = []
  for await (const event of events) seen.push(event)
  return seen
}

test('a reader gets what is sent, in order, and the reason of the end last', async () => {
  const { source, stream, closed } = await connect()
  await stream.send(frame({ id: '7', event: 'A', data: '1' }))
  await stream.send(frame({ id: '8', event: 'B', data: '2' }))
  stream.end('not_allowed')

  const seen = await all(source.events)
  expect(seen.slice(0, 2)).toEqual([
    { id: '7', event: 'A', data: '1' },
    { id: '8', event: 'B', data: '2' },
  ])
  expect(seen[2]).toMatchObject({ id: '8', event: 'end' })
  expect(JSON.parse(seen[2]?.data ?? '')).toMatchObject({ reason: 'not_allowed' })
  expect(stream.signal.aborted).toBe(true)
  await closed
})

test('a silent stream has a heartbeat, which tells how far it is where a filter lets nothing through', async () => {
  const { source, stream } = await connect()
  stream.tend(Date.now() + HOUR_MS)
  stream.passed('41')
  stream.tend(Date.now() + HOUR_MS)
  stream.end('failed')

  // The id of the last frame is the one passed, though no event came.
  expect(await all(source.events)).toEqual([expect.objectContaining({ id: '41', event: 'end' })])
})

test('a reader that takes nothing is waited for, then told and cut off', async () => {
  const { source, stream, closed } = await connect()
  source.response.pause()
  const sending = sendUntilFull(stream)
  expect(await sending.isFull).toBe(true)
  const sent = sending.count()

  stream.tend(Date.now() + HOUR_MS)
  expect(stream.signal.aborted).toBe(true)
  await sending.done
  expect(sending.count()).toBe(sent) // nothing more is taken for who does not read

  const seen = await all(source.events)
  expect(seen).toHaveLength(sent + 1)
  expect(JSON.parse(seen.at(-1)?.data ?? '')).toMatchObject({ reason: 'too_slow' })
  await closed
})

test('a shutdown waits a second for the last words of a stuck reader, and no longer', async () => {
  const { source, stream, closed } = await connect()
  source.response.pause()
  const sending = sendUntilFull(stream)
  expect(await sending.isFull).toBe(true)

  stream.tend(Date.now() + HOUR_MS)
  stream.end('shutting_down')
  const startedAt = Date.now()
  await closed
  expect(Date.now() - startedAt).toBeLessThan(5_000)
})

test('a reader that hangs up ends its stream, and whoever sends goes on at once', async () => {
  const { source, stream, closed } = await connect()
  source.close()
  await closed
  expect(stream.signal.aborted).toBe(true)
  await stream.send(BIG)
})

function sendUntilFull(stream: ReturnType<typeof openEventStream>) {
  let count = 0
  const full = Promise.withResolvers<boolean>()
  const run = async () => {
    while (!stream.signal.aborted) {
      count += 1
      const sent = stream.send(frame({ event: 'big', data: BIG }))
      // The socket alone takes some of it; what is not done soon is stuck.
      const stuck = setTimeout(() => full.resolve(true), 500)
      await sent
      clearTimeout(stuck)
    }
  }
  return { count: () => count, isFull: full.promise, done: run() }
}
