import { BACKWARDS, END, jsonEvent } from '@eventstore/db-client'
import { describe, expect, it, vi } from 'vitest'
import { collect, jsonEvents, newStream, revisionsOf } from './server-under-test.ts'
import { useServer } from './use-server.ts'

const server = useServer()

const read = (stream: string) => collect(server.client.readStream(stream))

describe('the metadata of a stream', () => {
  it('is what was set last', async () => {
    const stream = newStream()
    const metadata = { maxAge: 20, maxCount: 12, acl: { readRoles: ['admin'] }, colour: 'grün' }
    await server.client.setStreamMetadata(stream, { maxCount: 3 })

    await server.client.setStreamMetadata(stream, metadata)

    const got = await server.client.getStreamMetadata(stream)
    expect(got).toMatchObject({ streamName: stream, metadata })
  })

  it('is not there until it is set', async () => {
    const stream = newStream()
    await server.client.appendToStream(stream, jsonEvents(1))

    expect(await server.client.getStreamMetadata(stream)).toEqual({ streamName: stream })
  })

  it('is a stream of its own, of which only the last event is shown', async () => {
    const stream = newStream()
    await server.client.setStreamMetadata(stream, { maxCount: 1 })
    await server.client.setStreamMetadata(stream, { maxCount: 2 })

    const events = await read(`$$${stream}`)

    expect(revisionsOf(events)).toEqual([1])
    expect(events[0]?.event).toMatchObject({ type: '$metadata', data: { $maxCount: 2 } })
  })

  it('that is no JSON object hides nothing', async () => {
    const stream = newStream()
    await server.client.appendToStream(stream, jsonEvents(3))

    await server.client.appendToStream(`$$${stream}`, jsonEvent({ type: '$metadata', data: 'x' }))

    expect(await read(stream)).toHaveLength(3)
  })
})

describe('readers of a stream are shown', () => {
  it('its last events where it has $maxCount, whenever that was set', async () => {
    const stream = newStream()
    await server.client.appendToStream(stream, jsonEvents(4))
    await server.client.setStreamMetadata(stream, { maxCount: 3 })
    expect(revisionsOf(await read(stream))).toEqual([1, 2, 3])

    await server.client.appendToStream(stream, jsonEvents(20))

    expect(revisionsOf(await read(stream))).toEqual([21, 22, 23])
    const backwards = server.client.readStream(stream, { direction: BACKWARDS, fromRevision: END })
    expect(revisionsOf(await collect(backwards))).toEqual([23, 22, 21])
  })

  it('what follows $tb', async () => {
    const stream = newStream()
    await server.client.appendToStream(stream, jsonEvents(5))

    await server.client.setStreamMetadata(stream, { truncateBefore: 3 })

    expect(revisionsOf(await read(stream))).toEqual([3, 4])
  })

  it('nothing where $tb is behind its end, though it is there', async () => {
    const stream = newStream()
    await server.client.appendToStream(stream, jsonEvents(2))

    await server.client.setStreamMetadata(stream, { truncateBefore: 10 })

    expect(await read(stream)).toEqual([])
  })

  it('what is younger than $maxAge', async () => {
    const stream = newStream()
    await server.client.appendToStream(stream, jsonEvents(2))
    await server.client.setStreamMetadata(stream, { maxAge: 2 })
    expect(await read(stream)).toHaveLength(2)

    await vi.waitFor(async () => expect(await read(stream)).toEqual([]), { timeout: 10_000 })
    await server.client.appendToStream(stream, jsonEvents(1))

    expect(revisionsOf(await read(stream))).toEqual([2])
  })

  it('everything again where the metadata is replaced', async () => {
    const stream = newStream()
    await server.client.appendToStream(stream, jsonEvents(4))
    await server.client.setStreamMetadata(stream, { truncateBefore: 2, maxCount: 1 })

    await server.client.setStreamMetadata(stream, {})

    expect(await read(stream)).toHaveLength(4)
  })
})
