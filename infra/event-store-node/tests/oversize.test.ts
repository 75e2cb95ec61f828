import { jsonEvent, MaxAppendSizeExceededError } from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { collect, jsonEvents, newStream } from './server-under-test.ts'
import { useServer, waysToAppend } from './use-server.ts'

const server = useServer()

const LIMIT = 1_048_576
const TYPE = 'big'
const QUOTES = 2

/** One event that counts exactly so much: its data as JSON and twice the length of its type. */
const eventOf = (bytes: number) =>
  jsonEvent({ type: TYPE, data: 'x'.repeat(bytes - QUOTES - 2 * TYPE.length) })

describe.each(waysToAppend)('an append %s', (_name, call) => {
  it('may be as large as the limit', async () => {
    const stream = newStream()

    await server.client.appendToStream(stream, eventOf(LIMIT), call)

    expect(await collect(server.client.readStream(stream))).toHaveLength(1)
  })

  it.each([
    ['one event beyond the limit', () => [eventOf(LIMIT + 1)]],
    ['two events that are beyond it together', () => [eventOf(LIMIT), eventOf(100)]],
    ['a great many events', () => jsonEvents(30_000)],
  ] as const)(
    'of %s is refused, naming the limit, and nothing of it is written',
    async (_case, events) => {
      const stream = newStream()

      const refusal = await server.client
        .appendToStream(stream, events(), { ...call, deadline: 60_000 })
        .catch((error: unknown) => error)

      expect(refusal).toBeInstanceOf(MaxAppendSizeExceededError)
      expect(refusal).toMatchObject({ maxAppendSize: LIMIT })
      await expect(collect(server.client.readStream(stream))).rejects.toMatchObject({
        type: 'stream-not-found',
      })
    },
  )

  it('after a refused one is accepted', async () => {
    const stream = newStream()
    await server.client.appendToStream(stream, eventOf(LIMIT * 2), call).catch(() => {})

    const result = await server.client.appendToStream(stream, jsonEvents(1), call)

    expect(result.success).toBe(true)
  })
})
