import { createDeskClient, type DeskClient } from '@deskhive/client/desk-client.ts'
import type { CreateWebhookData } from '@deskhive/client/generated/types.gen.ts'
import {
  type ReceivedRequest,
  startReceiver,
  type TestReceiver,
} from '@deskhive/shared/testing/receiver.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

let stack: Stack
let staff: DeskClient
let receiver: TestReceiver

beforeAll(async () => {
  receiver = await startReceiver(200)
  const env = { RATE_LIMIT_PER_MINUTE: '0', WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' }
  stack = await startStack({ env })
  staff = createDeskClient({ url: stack.url, apiKey: stack.apiKey })
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
  await receiver?.[Symbol.asyncDispose]()
})

const patience = { timeout: 30_000, interval: 100 }

async function subscribe(
  events: CreateWebhookData['body']['events'],
): Promise<{ id: number; secret: string }> {
  const { data } = await staff.createWebhook({ body: { url: receiver.url, events } })
  return data.data
}

async function makeTicket(): Promise<number> {
  const email = `${Math.random()}@desk.example`
  const bo = await staff.createCustomer({ body: { name: 'Bo', email } })
  const body = { customer_id: bo.data.data.id, title: 'Mail', content: 'It is lost.' }
  const { data } = await staff.createTicket({ body })
  return data.data.id
}

const callsFor = (secret: string): ReceivedRequest[] =>
  receiver.received.filter((call) => call.isSignedWith(secret))

async function logOf(id: number) {
  const { data } = await staff.listWebhookDeliveries({ path: { id }, query: { per_page: 200 } })
  return data.data
}

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
  const deliveryId = delivery?.id ?? 0
  await staff.redeliverWebhookDelivery({ path: { webhookId: id, deliveryId } })
  await vi.waitFor(() => expect(callsFor(secret)).toHaveLength(2), patience)
  expect(callsFor(secret).map((made) => made.id)).toEqual([call?.id, call?.id])
  expect(callsFor(secret)[1]?.body).toBe(call?.body)
  await vi.waitFor(hasEnded, patience)
  expect((await logOf(id))[0]?.attempts).toBe(2)
})

test('after a rotation both secrets sign, and what went before can be replayed', async () => {
  await makeTicket()
  const { id, secret } = await subscribe(['TicketCreated', 'CustomerCreated'])
  const path = { id }
  const rotated = (await staff.rotateWebhookSecret({ path })).data.data
  expect(rotated.secret).not.toBe(secret)

  await staff.replayWebhook({ path, query: { after: '0' } })
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
  const list = await staff.listWebhookDeliveries({ path })
  expect(list.data.meta.replay).toMatchObject({ status: 'ended', deliveries: log.length })
})

test('a receiver that is gone is called once, and its webhook is off by the rule', async () => {
  receiver.answer(410)
  const { id } = await subscribe(['LabelCreated'])
  const path = { id }
  await staff.createLabel({ body: { name: 'Late', color: '#ff0000' } })
  await vi.waitFor(async () => {
    expect((await staff.getWebhook({ path })).data.data.status).toBe('inactive')
  }, patience)
  receiver.answer(200)
  await staff.createLabel({ body: { name: 'Later', color: '#ff0000' } })
  await vi.waitFor(async () => {
    expect(await logOf(id)).toMatchObject([{ status: 'cancelled', attempts: 1, last_status: 410 }])
  }, patience)
  const { data } = await staff.listWebhookHistory({ path })
  expect(data.data.map(({ type, rule }) => [type, rule?.name])).toEqual([
    ['WebhookCreated', undefined],
    ['WebhookChanged', 'webhook_gone'],
  ])
})
