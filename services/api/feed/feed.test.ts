import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { someEvent } from '@deskhive/shared/testing/some-event.ts'
import { expect, test } from 'vitest'
import { buildApp } from '../app.ts'
import { askerOf } from '../testing/ask.ts'
import {
  createAgent,
  createCustomer,
  createKey,
  createLabel,
  createTicket,
} from '../testing/builders.ts'
import { positionsOf, readFeedPage, readFeedToEnd, wholeLog } from '../testing/read-log.ts'
import { firstKey } from '../testing/start-test-desk.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'
import { createLogEndFinder } from './in-log.ts'

const desk = useTestDesk()

test('pages of any size are the log, each event once and in order', async () => {
  await Promise.all([createTicket(desk.ask), createAgent(desk.ask), createLabel(desk.ask)])
  const log = await wholeLog(desk)
  for (const limit of ['1', '3', '1000']) {
    const { items, meta } = await readFeedToEnd(desk.ask, { limit })
    expect(positionsOf(items)).toEqual(positionsOf(log))
    expect(meta.next_position).toBe(String(log.at(-1)?.position))
    expect(meta.head_position).toBe(String(log.at(-1)?.position))
  }
})

test('an entry tells what happened, to what, when, by whom and through which key', async () => {
  const customer_id = await createCustomer(desk.ask, { name: 'Bo Diddley' })
  const { items } = await readFeedToEnd(desk.ask, { types: 'CustomerCreated' })
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
  const log = await wholeLog(desk)
  const some = log.filter(({ type }) => type === 'AgentCreated' || type === 'LabelCreated')
  const { items, meta } = await readFeedToEnd(desk.ask, {
    types: 'AgentCreated,LabelCreated',
    limit: '1',
  })
  expect(positionsOf(items)).toEqual(positionsOf(some))
  expect(meta.next_position).toBe(String(log.at(-1)?.position))

  const keys = log.filter(({ stream }) => stream.startsWith('apiKey-'))
  for (const resource of ['api-keys', 'apiKey']) {
    expect(positionsOf((await readFeedToEnd(desk.ask, { resource })).items)).toEqual(
      positionsOf(keys),
    )
  }
  expect(await readFeedPage(desk.ask, { types: 'NeverHappened' })).toMatchObject({
    data: [],
    meta: { next_position: String(log.at(-1)?.position), end_of_stream: true },
  })
})

test('what is hidden in answers is hidden in the feed', async () => {
  await createKey(desk.ask, { type: 'internal', scopes: ['events:list'] })
  const { items } = await readFeedToEnd(desk.ask, { resource: 'api-keys' })
  expect(JSON.stringify(items)).toContain('ApiKeyCreated')
  expect(JSON.stringify(items)).not.toContain('key_hash')
})

test('any number is a place to read from, also where no event starts', async () => {
  const log = await wholeLog(desk)
  for (const { position } of log.slice(0, -1)) {
    const { data } = await readFeedPage(desk.ask, { after: String(position + 1n), limit: '1000' })
    expect(positionsOf(data)).toEqual(positionsOf(log.filter((it) => it.position > position + 1n)))
  }
})

const event = 'text/event-stream'

test('a place behind the end is refused, for what is written up to there would be skipped', async () => {
  const head = await desk.desk.log.head()
  for (const position of [head + 1n, 2n ** 63n, 2n ** 64n - 1n].map(String)) {
    const after = `/internal/events?after=${position}`
    const answers = await Promise.all([
      desk.ask('GET', after),
      desk.ask('GET', `${after}&types=NeverHappened`),
      desk.ask('GET', after, { headers: { accept: event } }),
      desk.ask('GET', '/internal/events', {
        headers: { accept: event, 'last-event-id': position },
      }),
    ])
    const why = 'lies beyond the end of the log.'
    expect(answers.map(({ status, body }) => [status, body.errors])).toEqual([
      [422, { after: [`The after field ${why}`] }],
      [422, { after: [`The after field ${why}`] }],
      [422, { after: [`The after field ${why}`] }],
      [422, { 'Last-Event-ID': [`The Last-Event-ID header ${why}`] }],
    ])
  }
})

test('a reader that another node showed more is not refused where this one is only late', async () => {
  const { log } = desk.desk
  const head = await log.head()
  let looks = 0
  const late: typeof log.readAll = async (options) => {
    const page = await log.readAll(options)
    if (options.direction !== 'backwards') return page
    looks += 1
    return looks < 4 ? { ...page, reached: page.reached - 1n } : page
  }
  const metrics = createMetrics('test')
  const findLogEnd = createLogEndFinder({ readAll: late })
  const app = buildApp({ ...desk.desk, metrics, findLogEnd })
  const answer = await askerOf(app, firstKey)('GET', `/internal/events?after=${head}`)
  await app.close()
  expect(answer).toMatchObject({ status: 200, body: { meta: { next_position: String(head) } } })
  expect(looks).toBe(4)
})

test("a reader that came to an event of the system's own at the end goes on from there, and may look back from it", async () => {
  const statistics = { ...someEvent(), type: '$statsCollected' }
  await desk.desk.log.append({ stream: '$stats', expected: 'no_stream', events: [statistics] })

  const { meta } = await readFeedToEnd(desk.ask, {})
  expect(BigInt(meta.next_position)).toBeGreaterThan(BigInt(meta.head_position))
  const { data } = await readFeedPage(desk.ask, { after: meta.next_position })
  expect(data).toEqual([])
  const then = await desk.ask('GET', `/internal/tickets?as_of=${meta.next_position}`)
  expect(then.status).toBe(200)
})

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
    const answer = await desk.ask('GET', `/internal/events?${query.toString()}`, {
      headers: { accept },
    })
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
