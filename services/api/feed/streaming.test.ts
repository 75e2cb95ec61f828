import { randomUUID } from 'node:crypto'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { openEventSource, type SentEvent } from '@deskhive/shared/testing/event-source.ts'
import { beforeAll, expect, test } from 'vitest'
import { buildApp } from '../app.ts'
import { createEventStreams } from '../streams/event-streams.ts'
import { createCustomer, createKey, createLabel } from '../testing/builders.ts'
import { positionsOf, readFeedPage, wholeLog } from '../testing/read-log.ts'
import { firstKey } from '../testing/start-test-desk.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk()
let url: string

beforeAll(async () => {
  const address = await desk.app.listen({ host: '127.0.0.1', port: 0 })
  url = `${address}/api/v1/internal/events`
  for (let nth = 0; nth < 4; nth += 1) await createCustomer(desk.ask)
})

type Query = Readonly<Record<string, string>>

const withKey = (headers: Query = {}, key = firstKey) => ({ 'x-api-key': key, ...headers })

async function take(events: AsyncGenerator<SentEvent>, count: number): Promise<SentEvent[]> {
  const taken: SentEvent[] = []
  while (taken.length < count) {
    const { value, done } = await events.next()
    if (done) break
    taken.push(value)
  }
  return taken
}

test('a stream goes on where its reader was, with what is there and then with what comes', async () => {
  const log = await wholeLog(desk)
  const headers = withKey({ 'last-event-id': String(log[1]?.position) })
  await using source = await openEventSource(`${url}?after=${log[4]?.position}`, headers)
  expect(source.response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-request-id': expect.any(String),
  })
  const seen = await take(source.events, log.length - 2)
  expect(seen.map(({ id }) => id)).toEqual(positionsOf(log.slice(2)))

  const label = await createLabel(desk.ask, { name: 'while it streams' })
  const [live] = await take(source.events, 1)
  expect(live).toMatchObject({ event: 'LabelCreated' })
  expect(JSON.parse(live?.data ?? '')).toMatchObject({ resource_id: label, position: live?.id })
})

test('a stream has filters, too, from the log and live', async () => {
  await createLabel(desk.ask)
  await using source = await openEventSource(`${url}?types=LabelCreated`, withKey())
  const before = (await wholeLog(desk)).filter(({ type }) => type === 'LabelCreated')
  const seen = await take(source.events, before.length)
  await createCustomer(desk.ask)
  await createLabel(desk.ask)
  seen.push(...(await take(source.events, 1)))
  expect(new Set(seen.map(({ event }) => event))).toEqual(new Set(['LabelCreated']))
})

test('a key that is revoked, or loses the scope, ends its streams within seconds', async () => {
  const revoked = await createKey(desk.ask, { type: 'internal', scopes: ['events:list'] })
  const narrowed = await createKey(desk.ask, { type: 'internal', scopes: ['events:list'] })
  await using first = await openEventSource(url, withKey({}, revoked.key))
  await using second = await openEventSource(url, withKey({}, narrowed.key))
  await using other = await openEventSource(url, withKey())
  await desk.ask('DELETE', `/internal/api-keys/${revoked.keyId}`)
  await desk.ask('PUT', `/internal/api-keys/${narrowed.keyId}`, {
    body: { scopes: ['tickets:list'] },
  })

  for (const { events } of [first, second]) {
    const seen = await take(events, 100_000)
    expect(seen.at(-1)).toMatchObject({ event: 'end' })
    expect(JSON.parse(seen.at(-1)?.data ?? '')).toMatchObject({ reason: 'not_allowed' })
  }
  const { length } = await wholeLog(desk)
  expect((await take(other.events, length)).some(({ event }) => event === 'end')).toBe(false)
})

test('a thousand readers share one subscription and cost little each', async () => {
  let subscriptions = 0
  const { log } = desk.desk
  const metrics = createMetrics('test')
  const app = buildApp({
    ...desk.desk,
    metrics,
    streams: createEventStreams({ isStillAdmitted: async () => true, metrics }),
    log: {
      ...log,
      subscribe: (options) => {
        subscriptions += 1
        return log.subscribe(options)
      },
    },
  })
  const path = `${await app.listen({ host: '127.0.0.1', port: 0 })}/api/v1/internal/events`
  const head = String(await log.head())
  const before = process.memoryUsage().rss
  const sources = await Promise.all(
    Array.from({ length: 1_000 }, () => openEventSource(path, withKey({ 'last-event-id': head }))),
  )
  for (let nth = 0; nth < 5; nth += 1) await createLabel(desk.ask, { name: `for all ${nth}` })

  const wanted = positionsOf(await wholeLog(desk)).slice(-5)
  for (const { events } of sources) {
    expect((await take(events, 5)).map(({ id }) => id)).toEqual(wanted)
  }
  expect(subscriptions).toBe(1)
  // Both ends of a connection are in this process.
  expect((process.memoryUsage().rss - before) / 1_000).toBeLessThan(200_000)

  const ends = sources.map(async ({ events }) => (await take(events, 1))[0]?.event)
  await app.close()
  expect(new Set(await Promise.all(ends))).toEqual(new Set(['end']))
}, 120_000)

test('readers of pages and of streams have exactly the log, whatever is written and whoever is cut off', async () => {
  const marker = randomUUID()
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let nth = 0; nth < 15; nth += 1) {
      const id = await createLabel(desk.ask, { name: `${marker} ${writer}` })
      if (nth % 3 === 0) await desk.ask('PUT', `/internal/labels/${id}`, { body: { name: marker } })
      if (nth % 5 === 0) await desk.ask('DELETE', `/internal/labels/${id}`)
    }
  })
  const done = new AbortController()
  const written = Promise.all(writers).finally(() => done.abort())
  const pagers = [3, 17, 100].map((limit) => readUntil(done.signal, String(limit)))
  const streams = [5, 60].map((patience) => streamUntil(done.signal, patience))
  await written

  const log = positionsOf(await wholeLog(desk))
  for (const reader of pagers) expect(await reader).toEqual(log)
  for (const reader of streams) expect(await reader).toEqual(log)
}, 120_000)

/** Reads pages, loses now and then an answer and asks again, until nothing is written any more. */
async function readUntil(done: AbortSignal, limit: string): Promise<string[]> {
  const seen: string[] = []
  let after: Query = {}
  for (;;) {
    const isLast = done.aborted
    const page = await readFeedPage(desk.ask, { limit, ...after }).catch(() => null)
    if (page === null || Math.random() < 0.2) continue
    const { data, meta } = page
    seen.push(...positionsOf(data))
    if (meta.next_position !== null) after = { after: meta.next_position }
    if (isLast && meta.end_of_stream) return seen
  }
}

/** Hangs up after a random number of events and comes back with the last id, until it has all. */
async function streamUntil(done: AbortSignal, patience: number): Promise<string[]> {
  const seen: string[] = []
  for (;;) {
    const isLast = done.aborted
    const last = seen.at(-1)
    const headers = withKey(last === undefined ? {} : { 'last-event-id': last })
    await using source = await openEventSource(url, headers)
    const missing = (await wholeLog(desk)).length - seen.length
    if (!isLast && done.aborted) continue
    if (!isLast) done.addEventListener('abort', source.close)
    const wanted = 1 + Math.floor(Math.random() * patience)
    const taken = await take(source.events, isLast ? Math.min(missing, wanted) : wanted)
    seen.push(...taken.map(({ id }) => id))
    if (isLast && missing === taken.length) return seen
  }
}
