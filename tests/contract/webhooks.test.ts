import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { createLabel } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { wrongFields } from './resource-client.ts'

const desk = useTestDesk()

const path = '/internal/webhooks'
const wanted = { url: 'https://93.184.215.14/desk', events: ['LabelCreated'] }
const create = (body: object = wanted, headers = {}) => desk.ask('POST', path, { body, headers })
const createdId = async (body: object = wanted): Promise<number> =>
  (await create(body)).body.data.id
/** What no answer shows. */
async function query<Row extends object>(text: string): Promise<Row[]> {
  return (await desk.desk.database.pool.query<Row>(text)).rows
}

const secret = expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/)

test('the secret is in the answer to the creation, also to a repeated one, and nowhere else', async () => {
  const key = { 'idempotency-key': 'new-webhook' }
  const first = await create(wanted, key)
  expect([first.status, first.body.data]).toEqual([201, expect.objectContaining({ secret })])
  const again = await create(wanted, key)
  expect(again.body.data).toEqual(first.body.data)

  const { id, secret: shown } = first.body.data
  const others = [`${path}/${id}`, path, `${path}/${id}/history`, '/internal/events?limit=1000']
  for (const other of others) {
    expect((await desk.ask('GET', other)).text).not.toContain(shown)
  }
  const rows = await query<{ text: string }>(`
    select row_to_json(s)::text as text from desk.webhook_secrets s where webhook_id = ${id}
    union all select body from desk.idempotency where body is not null`)
  expect(rows.length).toBeGreaterThan(0)
  for (const { text } of rows) expect(text).not.toContain(shown.slice('whsec_'.length))
})

test('a rotation gives another secret, once however often it is asked, and its history says so', async () => {
  const { body } = await create()
  const { id, secret: before } = body.data
  const rotate = (headers = {}) => desk.ask('POST', `${path}/${id}/rotate-secret`, { headers })
  const first = await rotate({ 'idempotency-key': 'rotate' })
  expect(first.body.data).toMatchObject({ id, secret })
  expect(first.body.data.secret).not.toBe(before)
  const again = await rotate({ 'idempotency-key': 'rotate' })
  expect(again.body.data.secret).toBe(first.body.data.secret)
  const other = await rotate()
  expect(other.body.data.secret).not.toBe(first.body.data.secret)

  const history = await desk.ask('GET', `${path}/${id}/history`)
  const entries = history.body.data.map(({ type, data }: { type: string; data: object }) => [
    type,
    data,
  ])
  expect(entries.slice(1)).toEqual([
    ['WebhookSecretRotated', {}],
    ['WebhookSecretRotated', {}],
  ])
  const rows = await query<{ in_force: boolean }>(`
    select expires_at is null as in_force from desk.webhook_secrets
    where webhook_id = ${id} order by created_at`)
  expect(rows.map(({ in_force }) => in_force)).toEqual([false, false, true])
})

test('a type that there is not is refused with those that there are', async () => {
  for (const events of [
    ['TicketCreated', 'TicketExploded'],
    ['AuditRootSigned'],
    ['ticketcreated'],
  ]) {
    const answer = await create({ ...wanted, events })
    expect(wrongFields(answer)).toEqual([`events.${events.length - 1}`])
    expect(answer.body.message).toMatch(/must be one of \*, TicketCreated, .*LabelCreated/)
  }
  expect(wrongFields(await create({ ...wanted, events: [] }))).toEqual(['events'])
  const id = await createdId({ ...wanted, events: ['*', '*', 'ApiKeyCreated'] })
  const { body } = await desk.ask('GET', `${path}/${id}`)
  expect(body.data.events).toEqual(['*', 'ApiKeyCreated'])
})

test.each([
  'http://127.0.0.1:3000/',
  'https://localhost/',
  'http://169.254.169.254/latest/meta-data',
  'http://[::1]/',
  'http://0x7f000001/',
  'http://2130706433/',
  'http://10.0.0.1',
  'ftp://93.184.215.14/',
  'https://user:pass@93.184.215.14/',
])(
  'a webhook to %s is refused, when it is made, changed, or wrong in more than that',
  async (url) => {
    expect(wrongFields(await create({ ...wanted, url }))).toEqual(['url'])
    const both = await create({ url, events: ['No'] })
    expect(wrongFields(both)).toEqual(['events.0', 'url'])
    const id = await createdId()
    expect(wrongFields(await desk.ask('PUT', `${path}/${id}`, { body: { url } }))).toEqual(['url'])
  },
)

test('of a webhook that is gone nothing is shown, rotated, delivered or replayed, and its secret is forgotten', async () => {
  const id = await createdId()
  const asked = [
    ['GET', `${path}/${id}/deliveries`],
    ['POST', `${path}/${id}/rotate-secret`],
    ['POST', `${path}/${id}/replay?after=0`],
    ['POST', `${path}/${id}/deliveries/1/redeliver`],
  ] as const
  const known = await desk.ask('GET', `${path}/${id}/deliveries`)
  expect(known.body).toEqual({
    data: [],
    meta: { current_page: 1, last_page: 1, per_page: 15, total: 0, replay: null },
  })
  await desk.ask('DELETE', `${path}/${id}`)
  for (const [method, url] of asked) expect((await desk.ask(method, url)).status).toBe(404)
  const rows = await query(`select from desk.webhook_secrets where webhook_id = ${id}`)
  expect(rows).toEqual([])
})

test('a replay says from where to where, and one at a time is under way', async () => {
  const id = await createdId()
  const replay = (query: string) => desk.ask('POST', `${path}/${id}/replay${query}`)
  for (const query of ['', '?after=', '?after=x', '?after=-1']) {
    expect(wrongFields(await replay(query))).toEqual(['after'])
  }
  const label = await desk.ask('GET', `/internal/labels/${await createLabel(desk.ask)}/history`)
  const { position } = label.body.data[0]
  const begun = await replay('?after=0')
  expect(begun.status).toBe(202)
  expect(begun.body.data).toMatchObject({ after: '0', until: position, status: 'running' })
  expect((await replay('?after=0')).status).toBe(409)
  const list = await desk.ask('GET', `${path}/${id}/deliveries`)
  expect(list.body.meta.replay).toEqual(begun.body.data)

  const other = await createdId()
  const replayAfter = (after: bigint | string) =>
    desk.ask('POST', `${path}/${other}/replay?after=${after}`)
  expect(wrongFields(await replayAfter(2n ** 64n - 1n))).toEqual(['after'])
  const nothing = await replayAfter(await desk.desk.log.head())
  expect(nothing.body.data).toMatchObject({ status: 'ended', deliveries: 0 })
})

test('a replay whose answer was lost is answered again, running or ended, and not begun twice', async () => {
  const replay = `${path}/${await createdId()}/replay?after=0`
  const headers = { 'idempotency-key': randomUUID() }
  const begun = await desk.ask('POST', replay, { headers })
  const dieBeforeItIsKept = () =>
    query(`update desk.idempotency set status = null, body = null, leased_until = now()
      where key = '${headers['idempotency-key']}' returning 1`)
  await dieBeforeItIsKept()
  expect(await desk.ask('POST', replay, { headers })).toMatchObject({
    status: 202,
    body: begun.body,
  })

  await dieBeforeItIsKept()
  await query(`update notifier.webhook_replays set ended_at = now() where id = ${begun.body.data.id}
    returning 1`)
  const again = await desk.ask('POST', replay, { headers })
  expect(again).toMatchObject({ status: 202, body: { data: { id: begun.body.data.id } } })
})

test('a replay that had ended before is no answer to a retry of one that was never begun', async () => {
  const id = await createdId()
  const replay = `${path}/${id}/replay?after=0`
  const before = await desk.ask('POST', replay)
  await query(
    `update notifier.webhook_replays set ended_at = now() where webhook_id = ${id} returning 1`,
  )

  const headers = { 'idempotency-key': randomUUID() }
  const ask = () => desk.ask('POST', replay, { headers })
  await desk.stopEventStore()
  expect((await ask()).status).toBe(503)
  await desk.startEventStore()
  const { status, body } = await vi.waitUntil(
    async () => {
      const answer = await ask()
      return answer.status !== 503 && answer
    },
    { timeout: 15_000, interval: 200 },
  )
  expect({ status, data: body.data }).toMatchObject({ status: 202, data: { status: 'running' } })
  expect(body.data.id).not.toBe(before.body.data.id)
})

test('a delivery is asked for again by its own webhook, and only while that is active', async () => {
  const id = await createdId()
  const rows = await query<{ number: number }>(`
    insert into notifier.webhook_deliveries (id, webhook_id, event_id, event_type, position, stream,
      revision, state, attempts, due_at, give_at, created_at, settled_at, last_status, last_error)
    select gen_random_uuid(), ${id}, gen_random_uuid(), 'LabelCreated', n, 'label-1', 0, state, 13,
      now(), now(), now(), now(), 500, 'HTTP 500' from unnest(array['failed', 'delivered'])
      with ordinality as made (state, n)
    returning number`)
  const [first, second] = rows.map(({ number }) => number)
  const listed = await desk.ask('GET', `${path}/${id}/deliveries`)
  expect(listed.body.data.map((one: { id: number }) => one.id)).toEqual([second, first])
  const failed = await desk.ask('GET', `${path}/${id}/deliveries?status=failed`)
  expect(failed.body).toMatchObject({
    data: [{ id: first, status: 'failed', attempts: 13, last_status: 500 }],
    meta: { total: 1 },
  })
  expect(wrongFields(await desk.ask('GET', `${path}/${id}/deliveries?status=lost`))).toEqual([
    'status',
  ])

  const again = (webhook: number) =>
    desk.ask('POST', `${path}/${webhook}/deliveries/${first}/redeliver`)
  expect((await again(await createdId())).status).toBe(404)
  const asked = await again(id)
  expect([asked.status, asked.body.data]).toEqual([
    202,
    expect.objectContaining({ id: first, status: 'pending', settled_at: null, attempts: 13 }),
  ])
  await desk.ask('PUT', `${path}/${id}`, { body: { status: 'inactive' } })
  expect(wrongFields(await again(id))).toEqual(['status'])
})

test('what is asked for of a webhook says at which revision that was seen to be active', async () => {
  const id = await createdId()
  for (const status of ['inactive', 'active']) {
    await desk.ask('PUT', `${path}/${id}`, { body: { status } })
  }
  const [delivery] = await query<{ number: number }>(`
    insert into notifier.webhook_deliveries (id, webhook_id, event_id, event_type, position, stream,
      revision, state, due_at, give_at, created_at, settled_at)
    select gen_random_uuid(), ${id}, gen_random_uuid(), 'LabelCreated', 1, 'label-1', 0, 'cancelled',
      now(), now(), now(), now() returning number`)
  await desk.ask('POST', `${path}/${id}/deliveries/${delivery?.number}/redeliver`)
  await desk.ask('POST', `${path}/${id}/replay?after=0`)
  for (const table of ['webhook_deliveries', 'webhook_replays']) {
    const rows = await query(
      `select asked_revision from notifier.${table} where webhook_id = ${id}`,
    )
    expect(rows).toEqual([{ asked_revision: 2 }])
  }
})

test('without a key that seals, nothing is created that could not be signed', async () => {
  await using api = await desk.startApi({ secretsKeys: null })
  const answer = await api.ask('POST', path, { body: wanted })
  expect(answer.status).toBe(503)
  const before = await desk.ask('GET', path)
  expect((await api.ask('GET', path)).body.meta.total).toBe(before.body.meta.total)
})
