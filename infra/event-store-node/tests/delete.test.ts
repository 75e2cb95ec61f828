import {
  NO_STREAM,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { collect, idsOf, jsonEvents, newStream, revisionsOf } from './server-under-test.ts'
import { useServer } from './use-server.ts'

const server = useServer()

const streamOf = async (count: number) => {
  const stream = newStream()
  await server.client.appendToStream(stream, jsonEvents(count))
  return stream
}
const read = (stream: string) => collect(server.client.readStream(stream))

describe('a deleted stream', () => {
  it('is not found any more, and its events stay in the log', async () => {
    const stream = await streamOf(3)

    const { position } = await server.client.deleteStream(stream)

    await expect(read(stream)).rejects.toBeInstanceOf(StreamNotFoundError)
    const [deletion] = await collect(
      server.client.readAll({ fromPosition: position ?? 'start', maxCount: 1 }),
    )
    expect(deletion?.event).toMatchObject({ streamId: `$$${stream}`, type: '$metadata' })
    const all = await collect(server.client.readAll())
    expect(all.filter(({ event }) => event?.streamId === stream)).toHaveLength(3)
  })

  it('says so in its metadata', async () => {
    const stream = await streamOf(1)

    await server.client.deleteStream(stream)

    const { metadata } = await server.client.getStreamMetadata(stream)
    expect(metadata?.truncateBefore).toBe(Number(2n ** 63n - 1n))
  })

  it.each([
    ['no_stream', NO_STREAM],
    ['any', 'any'],
    ['the revision it had', 2n],
  ] as const)(
    'can be written to with %s, and goes on counting',
    async (_case, expectedRevision) => {
      const stream = await streamOf(3)
      await server.client.deleteStream(stream)
      const events = jsonEvents(2)

      await server.client.appendToStream(stream, events, { expectedRevision })

      const recorded = await read(stream)
      expect(idsOf(recorded)).toEqual(events.map((event) => event.id))
      expect(revisionsOf(recorded)).toEqual([3, 4])
    },
  )

  it('that is written to again keeps hiding what it had', async () => {
    const stream = await streamOf(3)
    await server.client.deleteStream(stream)
    await server.client.appendToStream(stream, jsonEvents(1))

    await server.client.appendToStream(stream, jsonEvents(1))

    expect(revisionsOf(await read(stream))).toEqual([3, 4])
  })

  it('does not exist for an append with stream_exists', async () => {
    const stream = await streamOf(3)
    await server.client.deleteStream(stream)

    const append = server.client.appendToStream(stream, jsonEvents(1), {
      expectedRevision: 'stream_exists',
    })

    await expect(append).rejects.toBeInstanceOf(StreamDeletedError)
  })

  it('whose metadata is set begins anew behind what it had', async () => {
    const stream = await streamOf(3)
    await server.client.deleteStream(stream)

    await server.client.setStreamMetadata(stream, { maxCount: 10 })

    expect(await read(stream)).toEqual([])
    const { metadata } = await server.client.getStreamMetadata(stream)
    expect(metadata).toEqual({ maxCount: 10, truncateBefore: 3 })
  })

  it('can be deleted again', async () => {
    const stream = await streamOf(1)
    await server.client.deleteStream(stream)

    await server.client.deleteStream(stream)

    await expect(read(stream)).rejects.toBeInstanceOf(StreamNotFoundError)
  })
})

describe('deleting', () => {
  it('is refused with another revision, naming both', async () => {
    const stream = await streamOf(4)

    const refusal = await server.client
      .deleteStream(stream, { expectedRevision: 2n })
      .catch((error: unknown) => error)

    expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
    expect(refusal).toMatchObject({ streamName: stream, expectedVersion: 2n, actualVersion: 3n })
    expect(await read(stream)).toHaveLength(4)
  })

  it('is accepted with the revision of the last event', async () => {
    const stream = await streamOf(4)

    await server.client.deleteStream(stream, { expectedRevision: 3n })

    await expect(read(stream)).rejects.toBeInstanceOf(StreamNotFoundError)
  })

  it('is refused with no_stream where there is one', async () => {
    const stream = await streamOf(1)

    const deletion = server.client.deleteStream(stream, { expectedRevision: NO_STREAM })

    await expect(deletion).rejects.toBeInstanceOf(WrongExpectedVersionError)
  })

  it.each(['any', NO_STREAM] as const)(
    'is refused on a stream that is not there, expecting %s',
    async (expectedRevision) => {
      const deletion = server.client.deleteStream(newStream(), { expectedRevision })

      await expect(deletion).rejects.toMatchObject({ actualVersion: -1n })
    },
  )

  it('is accepted with no_stream on a stream that has nothing but metadata', async () => {
    const stream = newStream()
    await server.client.setStreamMetadata(stream, { cacheControl: 10 })

    const { position } = await server.client.deleteStream(stream, { expectedRevision: NO_STREAM })

    expect(position).toBeDefined()
  })

  it('is refused on a tombstoned stream', async () => {
    const stream = await streamOf(1)
    await server.client.tombstoneStream(stream)

    const deletion = server.client.deleteStream(stream)

    await expect(deletion).rejects.toBeInstanceOf(StreamDeletedError)
  })
})

describe('a tombstone', () => {
  it('ends the stream for readers and writers, and so does it for its metadata', async () => {
    const stream = await streamOf(2)

    await server.client.tombstoneStream(stream)

    await expect(read(stream)).rejects.toBeInstanceOf(StreamDeletedError)
    await expect(server.client.appendToStream(stream, jsonEvents(1))).rejects.toBeInstanceOf(
      StreamDeletedError,
    )
    await expect(server.client.setStreamMetadata(stream, { maxCount: 1 })).rejects.toBeInstanceOf(
      StreamDeletedError,
    )
  })

  it('stands in the log as the last possible revision', async () => {
    const stream = await streamOf(2)

    const { position } = await server.client.tombstoneStream(stream, { expectedRevision: 1n })

    const [event] = await collect(
      server.client.readAll({ fromPosition: position ?? 'start', maxCount: 1 }),
    )
    expect(event?.event).toMatchObject({
      type: '$streamDeleted',
      streamId: stream,
      revision: 2n ** 63n - 1n,
    })
  })

  it('can be put on a stream that is not there', async () => {
    const stream = newStream()

    await server.client.tombstoneStream(stream, { expectedRevision: NO_STREAM })

    await expect(read(stream)).rejects.toBeInstanceOf(StreamDeletedError)
  })

  it('is refused with another revision, and a second time', async () => {
    const stream = await streamOf(4)
    const refusal = await server.client
      .tombstoneStream(stream, { expectedRevision: 2n })
      .catch((error: unknown) => error)
    await server.client.tombstoneStream(stream)

    const second = server.client.tombstoneStream(stream)

    expect(refusal).toMatchObject({ expectedVersion: 2n, actualVersion: 3n })
    await expect(second).rejects.toBeInstanceOf(StreamDeletedError)
  })
})
