import { DeadlineExceededError, EventStoreDBClient } from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { collect, emitted, jsonEvents, newStream } from './server-under-test.ts'
import { useServer, waysToAppend } from './use-server.ts'

const server = useServer()

describe('a deadline that is over when the append arrives', () => {
  it.each(waysToAppend)(
    'is answered as exceeded %s, and nothing is written',
    async (_case, call) => {
      const stream = newStream()
      await server.client.appendToStream(newStream(), jsonEvents(1))

      const append = server.client.appendToStream(stream, jsonEvents(15_000), {
        ...call,
        deadline: 1,
      })

      await expect(append).rejects.toBeInstanceOf(DeadlineExceededError)
      await expect(collect(server.client.readStream(stream))).rejects.toMatchObject({
        type: 'stream-not-found',
      })
    },
  )

  it('harms no other append of the same client', async () => {
    const stream = newStream()
    const late = server.client.appendToStream(newStream(), jsonEvents(15_000), { deadline: 1 })
    const inTime = server.client.appendToStream(stream, jsonEvents(2))

    await expect(late).rejects.toBeInstanceOf(DeadlineExceededError)
    await expect(inTime).resolves.toMatchObject({ success: true })
  })
})

describe('the default deadline of a client', () => {
  it('does not end its subscriptions', async () => {
    const client = EventStoreDBClient.connectionString(`${server.url}&defaultDeadline=200`)
    const stream = newStream()
    const subscription = client.subscribeToStream(stream)
    const seen = new Promise((resolve) => subscription.once('data', resolve))
    await emitted(subscription, 'caughtUp')
    const start = Date.now()
    while (Date.now() - start < 400) await collect(server.client.readAll({ maxCount: 1 }))

    await server.client.appendToStream(stream, jsonEvents(1))

    await expect(seen).resolves.toMatchObject({ event: { streamId: stream } })
    await client.dispose()
  })
})
