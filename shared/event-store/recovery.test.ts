import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { logStart } from '../kernel/position.ts'
import { startEventStore, type TestEventStore } from '../testing/event-store.ts'
import { layLine } from '../testing/line.ts'
import { someEvent } from '../testing/some-event.ts'
import { connectEventStore, transportNames } from './connect.ts'
import type { EventStore } from './event-store.ts'

describe.each(transportNames)('by the %s transport', (transport) => {
  let store: TestEventStore

  beforeAll(async () => {
    store = await startEventStore({ transport })
  })
  afterAll(() => store[Symbol.asyncDispose]())

  const WRITERS = 40
  const APPENDS = 30

  /** Goes on until each of its events is acknowledged, as a client with an Idempotency-Key does. */
  async function write(writer: number): Promise<string[]> {
    const stream = `writer-${writer + 1}`
    const acknowledged: string[] = []
    for (let revision = -1; revision < APPENDS - 1; revision += 1) {
      const event = someEvent({ writer, revision })
      const append = {
        stream,
        expected: revision < 0 ? ('no_stream' as const) : revision,
        events: [event],
      }
      await vi.waitFor(() => store.append(append), { timeout: 60_000 })
      acknowledged.push(event.id)
    }
    return acknowledged
  }

  test('when the event store is killed nothing acknowledged is lost, doubled or missed', async () => {
    const stop = new AbortController()
    const received: string[] = []
    const interrupted = vi.fn<(cause: unknown) => void>()
    const following = (async () => {
      const options = { from: logStart, signal: stop.signal, onInterrupted: interrupted }
      for await (const batch of store.subscribe(options))
        received.push(...batch.map(({ id }) => id))
    })()
    const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))
    await vi.waitFor(() => expect(received.length).toBeGreaterThan(200), { timeout: 30_000 })
    await store.stack.kill('event-store')

    const acknowledged = (await writing).flat()
    await vi.waitFor(() => expect(received).toHaveLength(WRITERS * APPENDS), { timeout: 30_000 })
    expect(new Set(received)).toEqual(new Set(acknowledged))
    expect(interrupted).toHaveBeenCalled()
    for (let writer = 0; writer < WRITERS; writer += 1) {
      const events = await store.readStream(`writer-${writer + 1}`)
      expect(events.map(({ data }) => data.revision)).toEqual(
        Array.from({ length: APPENDS }, (_, index) => index - 1),
      )
    }
    stop.abort()
    await following
  }, 120_000)

  test('an event store that is down is told within 3 s', async () => {
    await using away = connectEventStore('esdb://127.0.0.1:1?tls=false', {
      upcasters: {},
      transport,
    })
    const append = { stream: 'writer-99', expected: 'no_stream', events: [someEvent()] } as const
    const startedAt = performance.now()
    const asked = await Promise.allSettled([
      away.append(append),
      away.head(),
      away.readStream('x-1'),
    ])
    expect(performance.now() - startedAt).toBeLessThan(3_000)
    for (const { reason } of asked.map(parseRejected)) {
      expect(reason).toMatchObject({ name: 'Unavailable', dependency: 'event-store' })
    }
    expect(away.isConnected()).toBe(false)
  })

  test('an append that is not answered is given up within 3 s, and the next one goes through', async () => {
    await using line = await layLine(store.stack.eventStoreUrl)
    await using silenced = connectEventStore(line.url, { transport, upcasters: {} })
    const append = (expected: number | 'no_stream'): ReturnType<EventStore['append']> =>
      silenced.append({ stream: 'silenced-1', expected, events: [someEvent()] })
    await append('no_stream')
    line.silence()
    const startedAt = performance.now()
    await expect(append(0)).rejects.toMatchObject({ name: 'Unavailable' })
    expect(performance.now() - startedAt).toBeLessThan(3_000)
    expect(await append(0)).toMatchObject({ revision: 1 })
  })

  function parseRejected(result: PromiseSettledResult<unknown>): { reason?: unknown } {
    return result.status === 'rejected' ? { reason: result.reason } : {}
  }
})
