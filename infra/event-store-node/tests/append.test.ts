import {
  ANY,
  NO_STREAM,
  STREAM_EXISTS,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { collect, idsOf, jsonEvents, newStream, revisionsOf } from './server-under-test.ts'
import { useServer, waysToAppend } from './use-server.ts'

const server = useServer()

describe.each(waysToAppend)('an append %s', (_name, call) => {
  const append = (
    stream: string,
    events: ReturnType<typeof jsonEvents>,
    expectedRevision: bigint | typeof ANY | typeof NO_STREAM | typeof STREAM_EXISTS = ANY,
  ) => server.client.appendToStream(stream, events, { expectedRevision, ...call })

  it('answers with the revision and position of its last event', async () => {
    const stream = newStream()

    const result = await append(stream, jsonEvents(3))

    const events = await collect(server.client.readStream(stream))
    expect(result).toMatchObject({ success: true, nextExpectedRevision: 2n })
    expect(events.at(-1)?.event?.position).toEqual(result.position)
    expect(revisionsOf(events)).toEqual([0, 1, 2])
  })

  it('is accepted with the revision of the last event, and numbers on from it', async () => {
    const stream = newStream()
    const { nextExpectedRevision } = await append(stream, jsonEvents(2), NO_STREAM)

    const result = await append(stream, jsonEvents(1), nextExpectedRevision)

    expect(result.nextExpectedRevision).toBe(2n)
  })

  it.each([
    ['no_stream on a stream that is there', NO_STREAM, 2n],
    ['an earlier revision', 0n, 2n],
    ['a later revision', 7n, 2n],
    ['a revision beyond what a double holds', 2n ** 60n + 1n, 2n],
  ] as const)('is refused with %s, naming both revisions', async (_case, expected, actual) => {
    const stream = newStream()
    await append(stream, jsonEvents(3))

    const refusal = await append(stream, jsonEvents(1), expected).catch((error: unknown) => error)

    expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
    expect(refusal).toMatchObject({
      streamName: stream,
      expectedVersion: expected,
      actualVersion: actual,
    })
    expect(await collect(server.client.readStream(stream))).toHaveLength(3)
  })

  it.each([
    ['stream_exists', STREAM_EXISTS],
    ['a revision', 1n],
  ] as const)('is refused with %s on a stream that is not there', async (_case, expected) => {
    const stream = newStream()

    const refusal = await append(stream, jsonEvents(1), expected).catch((error: unknown) => error)

    expect(refusal).toBeInstanceOf(WrongExpectedVersionError)
    expect(refusal).toMatchObject({ expectedVersion: expected, actualVersion: NO_STREAM })
  })

  it('is accepted with stream_exists on a stream that has nothing but metadata', async () => {
    const stream = newStream()
    await server.client.setStreamMetadata(stream, { maxCount: 5 })

    const result = await append(stream, jsonEvents(1), STREAM_EXISTS)

    expect(result.nextExpectedRevision).toBe(0n)
  })

  it('of no events succeeds and leaves the stream as it is', async () => {
    const stream = newStream()
    await append(stream, jsonEvents(2))

    const result = await append(stream, [])

    expect(result).toMatchObject({ success: true, nextExpectedRevision: 1n })
    expect(await collect(server.client.readStream(stream))).toHaveLength(2)
  })

  it('to a tombstoned stream is refused as deleted', async () => {
    const stream = newStream()
    await append(stream, jsonEvents(1))
    await server.client.tombstoneStream(stream)

    const refusal = await append(stream, jsonEvents(1)).catch((error: unknown) => error)

    expect(refusal).toBeInstanceOf(StreamDeletedError)
    expect(refusal).toMatchObject({ streamName: stream })
  })
})

describe('many appends at once', () => {
  it('are all recorded, each once, in the order in which the client made them', async () => {
    const stream = newStream()
    const events = jsonEvents(2000)

    const results = await Promise.all(
      events.map((event) => server.client.appendToStream(stream, event)),
    )

    const recorded = await collect(server.client.readStream(stream))
    expect(idsOf(recorded)).toEqual(events.map((event) => event.id))
    expect(results.map((result) => Number(result.nextExpectedRevision))).toEqual(
      events.map((_event, index) => index),
    )
  })

  it('with the same expected revision let exactly one through', async () => {
    const stream = newStream()

    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        server.client.appendToStream(stream, jsonEvents(2), { expectedRevision: NO_STREAM }),
      ),
    )

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await collect(server.client.readStream(stream))).toHaveLength(2)
  })

  it('may be cut into any number of messages', async () => {
    const stream = newStream()
    const events = jsonEvents(500)

    await server.client.appendToStream(stream, events, { batchAppendSize: 1024 })

    expect(idsOf(await collect(server.client.readStream(stream)))).toEqual(
      events.map((event) => event.id),
    )
  })

  it('go to a stream called $all as to any other', async () => {
    const result = await server.client.appendToStream('$all', jsonEvents(1))

    expect(result.success).toBe(true)
  })
})
