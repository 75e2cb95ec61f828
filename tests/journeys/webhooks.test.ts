import {
  type ReceivedRequest,
  startReceiver,
  type TestReceiver,
} from '@deskhive/shared/testing/receiver.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import {
  createDeskClient,
  type DeskClient,
  dataOf,
  expectStatus,
  idOf,
} from '#tests/support/desk-client.ts'

let stack: Stack
let staff: DeskClient
let receiver: TestReceiver

beforeAll(async () => {
  receiver = await startReceiver(200)
  const env = { RATE_LIMIT_PER_MINUTE: '0', WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' }
  stack = await startStack({ env })
  staff = createDeskClient({ url: `${stack.url}/api/v1`, apiKey: stack.apiKey })
})
afterAll(async () => {
  await staff?.[Symbol.asyncDispose]()
  await stack?.[Symbol.asyncDispose]()
  await receiver?.[Symbol.asyncDispose]()
})

const patience = { timeout: 30_000, interval: 100 }
const created = z.object({ id: z.int(), secret: z.string() })
const shown = z.object({ status: z.string() })
const deliveries = z.array(
  z.object({
    id: z.int(),
    event_id: z.string(),
    event_type: z.string(),
    position: z.string(),
    status: z.string(),
    attempts: z.int(),
    last_status: z.int().nullable(),
  }),
)
const history = z.array(
  z.object({ type: z.string(), rule: z.object({ name: z.string() }).nullable() }),
)

const subscribe = async (events: readonly string[]) =>
  dataOf(await staff.post('/internal/webhooks', { url: receiver.url, events }), created)

async function makeTicket(): Promise<number> {
  const customer_id = idOf(
    await staff.post('/internal/customers', { name: 'Bo', email: `${Math.random()}@desk.example` }),
  )
  return idOf(
    await staff.post('/internal/tickets', { customer_id, title: 'Mail', content: 'It is lost.' }),
  )
}

const callsFor = (secret: string): ReceivedRequest[] =>
  receiver.received.filter((call) => call.isSignedWith(secret))

const logOf = async (id: number) =>
  dataOf(await staff.get(`/internal/webhooks/${id}/deliveries?per_page=200`), deliveries)

test('a ticket is told to a webhook once, signed, and again when it is asked for', async () => {
  const { id, secret } = await subscribe(['TicketCreated'])
  const before = await makeTicket()
  await vi.waitFor(() => expect(callsFor(secret)).toHaveLength(1), patience)
  const [call] = callsFor(secret)
  expect(JSON.parse(call?.body ?? '')).toMatchObject({
    type: 'TicketCreated',
    resource: 'ticket',
    resource_id: before,
    actor: { type: 'api_key', id: 1 },
    data: { title: 'Mail', content: 'It is lost.' },
  })

  const hasEnded = async () => {
    expect(await logOf(id)).toMatchObject([
      { event_id: call?.id, event_type: 'TicketCreated', status: 'delivered', last_status: 200 },
    ])
  }
  await vi.waitFor(hasEnded, patience)
  await stack.kill('notifier')
  const [delivery] = await logOf(id)
  const again = await staff.post(`/internal/webhooks/${id}/deliveries/${delivery?.id}/redeliver`)
  expectStatus(again, 202)
  await vi.waitFor(() => expect(callsFor(secret)).toHaveLength(2), patience)
  expect(callsFor(secret).map((made) => made.id)).toEqual([call?.id, call?.id])
  expect(callsFor(secret)[1]?.body).toBe(call?.body)
  await vi.waitFor(hasEnded, patience)
  expect((await logOf(id))[0]?.attempts).toBe(2)
})

test('after a rotation both secrets sign, and what went before can be replayed', async () => {
  await makeTicket()
  const { id, secret } = await subscribe(['TicketCreated', 'CustomerCreated'])
  const path = `/internal/webhooks/${id}`
  const rotated = dataOf(await staff.post(`${path}/rotate-secret`), created)
  expect(rotated.secret).not.toBe(secret)

  expectStatus(await staff.post(`${path}/replay?after=0`), 202)
  await vi.waitFor(async () => {
    const log = await logOf(id)
    expect(log.length).toBeGreaterThanOrEqual(4)
    expect(log.every(({ status }) => status === 'delivered')).toBe(true)
  }, patience)
  const calls = callsFor(secret)
  expect(calls.every((call) => call.isSignedWith(rotated.secret))).toBe(true)
  const log = await logOf(id)
  expect(new Set(calls.map((call) => call.id))).toEqual(new Set(log.map((one) => one.event_id)))
  expect(calls).toHaveLength(log.length)
  const list = await staff.get(`${path}/deliveries`)
  expect(list.body).toMatchObject({ meta: { replay: { status: 'ended', deliveries: log.length } } })
})

test('a receiver that is gone is called once, and its webhook is off by the rule', async () => {
  receiver.answer(410)
  const { id } = await subscribe(['LabelCreated'])
  await staff.post('/internal/labels', { name: 'Late', color: '#ff0000' })
  await vi.waitFor(async () => {
    const webhook = dataOf(await staff.get(`/internal/webhooks/${id}`), shown)
    expect(webhook.status).toBe('inactive')
  }, patience)
  receiver.answer(200)
  await staff.post('/internal/labels', { name: 'Later', color: '#ff0000' })
  await vi.waitFor(async () => {
    expect(await logOf(id)).toMatchObject([{ status: 'cancelled', attempts: 1, last_status: 410 }])
  }, patience)
  const entries = dataOf(await staff.get(`/internal/webhooks/${id}/history`), history)
  expect(entries.map(({ type, rule }) => [type, rule?.name])).toEqual([
    ['WebhookCreated', undefined],
    ['WebhookChanged', 'webhook_gone'],
  ])
})
