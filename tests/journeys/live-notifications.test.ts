import { setTimeout as pause } from 'node:timers/promises'
import { createDeskClient, type DeskClient } from '@deskhive/client/desk-client.ts'
import { type EventSource, openEventSource } from '@deskhive/shared/testing/event-source.ts'
import { chooseSeed, createRandom } from '@deskhive/shared/testing/random.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

let stack: Stack
let staff: DeskClient
let agent: DeskClient
let agentKey: string
let assigned_to: number
let customer_id: number

beforeAll(async () => {
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } })
  staff = createDeskClient({ url: stack.url, apiKey: stack.apiKey })
  const person = (name: string) => ({ name, email: `${name}@desk.example` })
  const bo = await staff.createCustomer({ body: person('bo') })
  customer_id = bo.data.data.id
  const ada = await staff.createAgent({ body: { ...person('ada'), password: 'difference' } })
  assigned_to = ada.data.data.id
  const made = await staff.createApiKey({
    body: { name: 'Key of Ada', type: 'external', agent_id: assigned_to },
  })
  agentKey = made.data.data.key
  agent = createDeskClient({ url: stack.url, apiKey: agentKey })
})
afterAll(() => stack?.[Symbol.asyncDispose]())

const TICKETS = 40
const WRITERS = 4

const listen = (lastEventId?: string): Promise<EventSource> =>
  openEventSource(`${stack.url}/api/v1/external/notifications/stream`, {
    'x-api-key': agentKey,
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  })

async function assignTickets(): Promise<void> {
  const each = Array.from({ length: TICKETS / WRITERS })
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      for (const _ticket of each) {
        const body = { customer_id, title: 'Mail', content: 'It is lost.' }
        const { data } = await staff.createTicket({ body })
        await staff.updateTicket({ path: { id: data.data.id }, body: { assigned_to } })
      }
    }),
  )
}

/** By id, which is the order in which they were told; the list itself goes by when things happened. */
async function toldByTheList(): Promise<number[]> {
  const { data } = await agent.listNotificationsAsAgent({ query: { per_page: 200 } })
  return data.data.map(({ id }) => id).sort((a, b) => a - b)
}

test('an agent that is cut off again and again gets every notification once, in order', async () => {
  const seed = chooseSeed()
  const random = createRandom(seed)
  const got: number[] = []
  let lastId = '0'
  const writing = assignTickets()
  const until = Date.now() + 60_000

  while (got.length < TICKETS && Date.now() < until) {
    await using source = await listen(lastId)
    const cut = new AbortController()
    pause(random.between(0, 400), undefined, { signal: cut.signal }).then(
      source.close,
      () => undefined,
    )
    for await (const { event, id } of source.events) {
      if (event !== 'notification') continue
      got.push(Number(id))
      lastId = id
      if (got.length === TICKETS) break
    }
    cut.abort()
  }
  await writing

  expect(got, `seed ${seed}`).toEqual(await toldByTheList())
})

test('it hears at once how many are unread, and again when it has read one elsewhere', async () => {
  await using source = await listen()
  const counts: unknown[] = []
  const [newest = 0] = (await toldByTheList()).slice(-1)
  for await (const { event, data } of source.events) {
    if (event !== 'unread_count') continue
    counts.push(JSON.parse(data))
    if (counts.length === 2) break
    const { response } = await agent.readNotificationAsAgent({ path: { id: newest } })
    expect(response.status).toBe(200)
  }
  expect(counts).toEqual([{ unread_count: TICKETS }, { unread_count: TICKETS - 1 }])
})

test('a stream is refused to a Last-Event-ID that is none', async () => {
  await using source = await listen('yesterday')
  expect(source.response.statusCode).toBe(422)
})

test('who comes back with an id that nothing has yet hears what comes from then on', async () => {
  await using source = await listen('9007199254740991')
  const waiting = setTimeout(source.close, 20_000)
  const heard: unknown[] = []
  for await (const { event, data } of source.events) {
    heard.push(event === 'notification' ? JSON.parse(data).type : event)
    if (event === 'notification') break
    if (heard.length > 1) continue
    const body = { customer_id, title: 'Anew', content: 'After the loss.' }
    const { data: made } = await staff.createTicket({ body })
    await staff.updateTicket({ path: { id: made.data.id }, body: { assigned_to } })
  }
  clearTimeout(waiting)
  expect(heard).toEqual(['unread_count', 'ticket_assigned'])
})
