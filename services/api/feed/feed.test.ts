import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { logStart } from '@deskhive/shared/kernel/position.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { openEventSource, type SentEvent } from '@deskhive/shared/testing/event-source.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../app.ts'
import { createEventStreams } from '../streams/event-streams.ts'
import {
  createAgent,
  createCustomer,
  createKey,
  createLabel,
  createTicket,
} from '../testing/builders.ts'
import { firstKey, startTestDesk, type TestDesk } from '../testing/start-test-desk.ts'

let desk: TestDesk
let url: string

beforeAll(async () => {
  desk = await startTestDesk()
  await desk.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${parseAddress(desk.app.server.address()).port}/api/v1/internal/events`
})
afterAll(() => desk[Symbol.asyncDispose]())

function parseAddress(address: unknown): AddressInfo {
  return address as AddressInfo
}

async function wholeLog(): Promise<RecordedEvent[]> {
  const { events } = await desk.desk.log.readAll({ from: logStart, maxCount: 100_000 })
  return events
}

type Query = Readonly<Record<string, string>>

async function readPage(query: Query) {
  const answer = await desk.ask('GET', `/internal/events?${new URLSearchParams(query)}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

/** Page after page until the end. */
async function readToEnd(query: Query, onPage?: () => Promise<void>) {
  const items: { position: string; type: string; resource: string }[] = []
  let after: Query = {}
  for (;;) {
    const { data, meta } = await readPage({ ...query, ...after })
    items.push(...data)
    if (meta.end_of_stream) return { items, meta }
    after = { after: meta.next_position }
    await onPage?.()
  }
}

const positionsOf = (events: readonly { readonly position: bigint | string }[]) =>
  events.map(({ position }) => String(position))

test('pages of any size are the log, each event once and in order', async () => {
  await Promise.all([createTicket(desk.ask), createAgent(desk.ask), createLabel(desk.ask)])
  const log = await wholeLog()
  for (const limit of ['1', '3', '1000']) {
    const { items, meta } = await readToEnd({ limit })
    expect(positionsOf(items)).toEqual(positionsOf(log))
    expect(meta.next_position).toBe(String(log.at(-1)?.position))
    expect(meta.head_position).toBe(String(log.at(-1)?.position))
  }
})

test('an entry tells what happened, to what, when, by whom and through which key', async () => {
  const customer_id = await createCustomer(desk.ask, { name: 'Bo Diddley' })
  const { items } = await readToEnd({ types: 'CustomerCreated' })
  const keys: { id: number; name: string }[] = (await desk.ask('GET', '/internal/api-keys')).body
    .data
  const key = { id: keys.find(({ name }) => name === 'Bootstrap key')?.id }
  expect(items.at(-1)).toEqual({
    event_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    position: expect.stringMatching(/^\d+$/),
    stream: `customer-${customer_id}`,
    resource: 'customer',
    resource_id: customer_id,
    revision: 0,
    type: 'CustomerCreated',
    occurred_at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
    recorded_at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
    actor: { type: 'api_key', id: key.id, name: 'Bootstrap key' },
    api_key_id: key.id,
    ip_address: '127.0.0.1',
    request_id: expect.any(String),
    rule: null,
    data: expect.objectContaining({ name: 'Bo Diddley' }),
  })
})

test('filters let through types and resources, and pass the rest by', async () => {
  const log = await wholeLog()
  const some = log.filter(({ type }) => type === 'AgentCreated' || type === 'LabelCreated')
  const { items, meta } = await readToEnd({ types: 'AgentCreated,LabelCreated', limit: '1' })
  expect(positionsOf(items)).toEqual(positionsOf(some))
  expect(meta.next_position).toBe(String(log.at(-1)?.position))

  const keys = log.filter(({ stream }) => stream.startsWith('apiKey-'))
  for (const resource of ['api-keys', 'apiKey']) {
    expect(positionsOf((await readToEnd({ resource })).items)).toEqual(positionsOf(keys))
  }
  expect(await readPage({ types: 'NeverHappened' })).toMatchObject({
    data: [],
    meta: { next_position: String(log.at(-1)?.position), end_of_stream: true },
  })
})

test('what is hidden in answers is hidden in the feed', async () => {
  await createKey(desk.ask, { type: 'internal', scopes: ['events:list'] })
  const { items } = await readToEnd({ resource: 'api-keys' })
  expect(JSON.stringify(items)).toContain('ApiKeyCreated')
  expect(JSON.stringify(items)).not.toContain('key_hash')
})

test('any number is a place to read from, also where no event starts and behind the end', async () => {
  const log = await wholeLog()
  for (const { position } of log.slice(0, -1)) {
    const { items } = await readToEndFrom(position + 1n)
    expect(positionsOf(items)).toEqual(positionsOf(log.filter((it) => it.position > position + 1n)))
  }
  for (const after of [(log.at(-1)?.position ?? 0n) + 1n, 2n ** 63n, 2n ** 64n - 1n]) {
    const { data, meta } = await readPage({ after: String(after) })
    expect(data).toEqual([])
    expect(meta).toMatchObject({ next_position: String(after), end_of_stream: true })
  }
})

async function readToEndFrom(after: bigint) {
  const { data, meta } = await readPage({ after: String(after), limit: '1000' })
  return { items: data, meta }
}

test.each([
  ['after', 'x'],
  ['after', '-1'],
  ['after', '1.5'],
  ['after', '18446744073709551616'],
  ['limit', '0'],
  ['limit', '1001'],
  ['limit', 'many'],
  ['types', 'Ticket Created'],
  ['types', ','],
  ['resource', '../tickets'],
])('%s=%s is told to be wrong', async (field, value) => {
  const query = new URLSearchParams({ [field]: value })
  for (const accept of ['application/json', 'text/event-stream']) {
    const answer = await desk.ask('GET', `/internal/events?${query}`, { headers: { accept } })
    expect(answer.status).toBe(422)
    expect(Object.keys(answer.body.errors)).toEqual([field])
  }
})

test('a stream needs the scope like a page, and an id that is a position', async () => {
  const { key } = await createKey(desk.ask, { type: 'internal', scopes: ['tickets:list'] })
  const headers = { accept: 'text/event-stream' }
  expect((await desk.ask('GET', '/internal/events', { key, headers })).status).toBe(403)
  const wrong = { ...headers, 'last-event-id': 'x' }
  expect((await desk.ask('GET', '/internal/events', { headers: wrong })).status).toBe(422)
})

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
  const log = await wholeLog()
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
  const before = (await wholeLog()).filter(({ type }) => type === 'LabelCreated')
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
  const { length } = await wholeLog()
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

  const wanted = positionsOf(await wholeLog()).slice(-5)
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
    for (let nth = 0; nth < 25; nth += 1) {
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

  const log = positionsOf(await wholeLog())
  for (const reader of pagers) expect(await reader).toEqual(log)
  for (const reader of streams) expect(await reader).toEqual(log)
}, 120_000)

/** Reads pages, forgets now and then what it got last and asks again, until nothing is written any more. */
async function readUntil(done: AbortSignal, limit: string): Promise<string[]> {
  const seen: string[] = []
  let after: Query = {}
  for (;;) {
    const isLast = done.aborted
    const { data, meta } = await readPage({ limit, ...after })
    if (Math.random() < 0.2) continue // cut off: what came is lost, and asked for again
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
    const missing = (await wholeLog()).length - seen.length
    if (!isLast) done.addEventListener('abort', source.close)
    const wanted = 1 + Math.floor(Math.random() * patience)
    const taken = await take(source.events, isLast ? Math.min(missing, wanted) : wanted)
    seen.push(...taken.map(({ id }) => id))
    if (isLast && missing === taken.length) return seen
  }
}
