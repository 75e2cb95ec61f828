import { ANY, NO_STREAM, STREAM_EXISTS, WrongExpectedVersionError } from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { collect, jsonEvents, newStream } from './server-under-test.ts'
import { useServer } from './use-server.ts'

const server = useServer()

const countOf = async (stream: string) => (await collect(server.client.readStream(stream))).length

describe('an append that is repeated with the same event ids', () => {
  it.each([
    ['no_stream', NO_STREAM],
    ['any', ANY],
  ] as const)('with %s gets the first answer again', async (_case, expectedRevision) => {
    const stream = newStream()
    const events = jsonEvents(3)
    const first = await server.client.appendToStream(stream, events, { expectedRevision })
    await server.client.appendToStream(stream, jsonEvents(1))

    const second = await server.client.appendToStream(stream, events, { expectedRevision })

    expect(second).toEqual(first)
    expect(await countOf(stream)).toBe(4)
  })

  it('with stream_exists gets the first answer again', async () => {
    const stream = newStream()
    const events = jsonEvents(2)
    await server.client.appendToStream(stream, jsonEvents(1))
    const first = await server.client.appendToStream(stream, events)

    const second = await server.client.appendToStream(stream, events, {
      expectedRevision: STREAM_EXISTS,
    })

    expect(second).toEqual(first)
    expect(await countOf(stream)).toBe(3)
  })

  it('with the revision before it gets the first answer again', async () => {
    const stream = newStream()
    await server.client.appendToStream(stream, jsonEvents(2))
    const events = jsonEvents(2)
    const first = await server.client.appendToStream(stream, events, { expectedRevision: 1n })
    await server.client.appendToStream(stream, jsonEvents(3))

    const second = await server.client.appendToStream(stream, events, { expectedRevision: 1n })

    expect(second).toEqual(first)
    expect(await countOf(stream)).toBe(7)
  })

  it('in part, from its beginning, gets the place of the last event repeated', async () => {
    const stream = newStream()
    const events = jsonEvents(3)
    await server.client.appendToStream(stream, events, { expectedRevision: NO_STREAM })

    const second = await server.client.appendToStream(stream, events.slice(0, 2), {
      expectedRevision: NO_STREAM,
    })

    const recorded = await collect(server.client.readStream(stream))
    expect(second.nextExpectedRevision).toBe(1n)
    expect(second.position).toEqual(recorded[1]?.event?.position)
    expect(recorded).toHaveLength(3)
  })

  it('with the present revision is appended again', async () => {
    const stream = newStream()
    const events = jsonEvents(2)
    const { nextExpectedRevision } = await server.client.appendToStream(stream, events)

    const second = await server.client.appendToStream(stream, events, {
      expectedRevision: nextExpectedRevision,
    })

    expect(second.nextExpectedRevision).toBe(3n)
    expect(await countOf(stream)).toBe(4)
  })

  it('to another stream is no repetition', async () => {
    const events = jsonEvents(2)
    await server.client.appendToStream(newStream(), events)
    const other = newStream()

    await server.client.appendToStream(other, events)

    expect(await countOf(other)).toBe(2)
  })

  it.each([
    ['no_stream', NO_STREAM],
    ['any', ANY],
  ] as const)(
    'with a new event behind, under %s, is a wrong version',
    async (_case, expectedRevision) => {
      const stream = newStream()
      const known = jsonEvents(1)
      await server.client.appendToStream(stream, known, { expectedRevision: NO_STREAM })

      const mixed = server.client.appendToStream(stream, [...known, ...jsonEvents(1)], {
        expectedRevision,
      })

      await expect(mixed).rejects.toBeInstanceOf(WrongExpectedVersionError)
      expect(await countOf(stream)).toBe(1)
    },
  )

  it('while the first is still on its way is recorded once', async () => {
    const stream = newStream()
    const events = jsonEvents(2)

    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        server.client.appendToStream(stream, events, { expectedRevision: NO_STREAM }),
      ),
    )

    expect(new Set(answers.map((answer) => answer.position?.commit))).toHaveLength(1)
    expect(await countOf(stream)).toBe(2)
  })
})
