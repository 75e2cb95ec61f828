import { binaryEvent, jsonEvent } from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { collect, newStream } from './server-under-test.ts'
import { useServer, waysToAppend } from './use-server.ts'

const server = useServer()

describe.each(waysToAppend)('an event appended %s is given back as it was', (_name, call) => {
  it.each([
    ['control characters', { text: '\u0000\u0018\u001f' }],
    ['letters beyond ASCII', { text: 'Ę ‐ ß 漢字 🦃' }],
    ['a lone surrogate', { text: '\ud800' }],
    ['numbers at the edge of a double', { number: Number.MAX_SAFE_INTEGER, small: 5e-324 }],
    ['text alone', 'CC ‐ 1830'],
    ['null', { nothing: null }],
    ['nothing in it', {}],
  ] as const)('with %s', async (_case, data) => {
    const stream = newStream()
    await server.client.appendToStream(stream, jsonEvent({ type: 'said', data }), call)

    const [read] = await collect(server.client.readStream(stream))

    expect(read?.event).toMatchObject({ isJson: true, data })
  })

  it.each([
    ['every byte there is', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
    ['no bytes', Buffer.alloc(0)],
  ] as const)('as binary with %s', async (_case, data) => {
    const stream = newStream()
    await server.client.appendToStream(stream, binaryEvent({ type: 'sent', data }), call)

    const [read] = await collect(server.client.readStream(stream))

    expect(read?.event?.isJson).toBe(false)
    const bytes = read?.event?.data
    expect(bytes instanceof Uint8Array && Buffer.from(bytes).equals(data)).toBe(true)
  })

  it('with metadata as JSON, as bytes, or without', async () => {
    const stream = newStream()
    const bytes = Uint8Array.from([255, 0, 128])
    const events = [
      jsonEvent({ type: 'a', data: {}, metadata: { who: 'Ę' } }),
      jsonEvent({ type: 'b', data: {}, metadata: bytes }),
      jsonEvent({ type: 'c', data: {} }),
    ]
    await server.client.appendToStream(stream, events, call)

    const read = await collect(server.client.readStream(stream))

    const metadata = read.map(({ event }) => event?.metadata)
    expect(metadata[0]).toEqual({ who: 'Ę' })
    expect(metadata[1] instanceof Uint8Array && [...metadata[1]]).toEqual([...bytes])
    expect(metadata[2]).toBeUndefined()
  })

  it('in a stream and of a type with any characters', async () => {
    const stream = newStream('ströme €/ 100% 🦃')
    const type = 'es geschah: 100 % Ę'
    await server.client.appendToStream(stream, jsonEvent({ type, data: {} }), call)

    const [read] = await collect(server.client.readStream(stream))

    expect(read?.event).toMatchObject({ streamId: stream, type })
  })
})

describe('big events', () => {
  it('of a megabyte are read in order, by stream and by subscription', async () => {
    const stream = newStream()
    const texts = Array.from({ length: 12 }, (_, index) =>
      String(index).repeat(1_000_000).slice(0, 1_000_000),
    )
    for (const text of texts) {
      await server.client.appendToStream(stream, jsonEvent({ type: 'big', data: { text } }))
    }

    const read = await collect(server.client.readStream(stream))
    const seen: unknown[] = []
    for await (const { event } of server.client.subscribeToStream(stream)) {
      seen.push(event?.data)
      if (seen.length === texts.length) break
    }

    const expected = texts.map((text) => ({ text }))
    expect(read.map(({ event }) => event?.data)).toEqual(expected)
    expect(seen).toEqual(expected)
  })
})
