import { setTimeout as pause } from 'node:timers/promises'
import { type EventSource, openEventSource } from '@deskhive/shared/testing/event-source.ts'
import { chooseSeed, createRandom } from '@deskhive/shared/testing/random.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createAgentKey } from '#tests/journeys/incident-log/cast.ts'
import {
  createDeskClient,
  type DeskClient,
  dataOf,
  expectStatus,
  idOf,
} from '#tests/support/desk-client.ts'

let stack: Stack
let staff: DeskClient
let agentKey: string
let agentId: number
let customer: number

beforeAll(async () => {
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } })
  staff = createDeskClient({ url: `${stack.url}/api/v1`, apiKey: stack.apiKey })
  const person = (name: string) => ({ name, email: `${name}@desk.example` })
  customer = idOf(await staff.post('/internal/customers', person('bo')))
  agentId = idOf(await staff.post('/internal/agents', { ...person('ada'), password: 'difference' }))
  agentKey = await createAgentKey(staff, 'Ada', agentId)
})
afterAll(async () => {
  await staff[Symbol.asyncDispose]()
  await stack[Symbol.asyncDispose]()
})

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
        const made = await staff.post('/internal/tickets', {
          customer_id: customer,
          title: 'Mail',
          content: 'It is lost.',
        })
        await staff.put(`/internal/tickets/${idOf(made)}`, { assigned_to: agentId })
      }
    }),
  )
}

const listed = z.array(z.object({ id: z.int() }))

/** By id, which is the order in which they were told; the list itself goes by when things happened. */
async function toldByTheList(): Promise<number[]> {
  const list = await staff.withKey(agentKey).get('/external/notifications?per_page=200')
  return dataOf(list, listed)
    .map(({ id }) => id)
    .sort((a, b) => a - b)
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
    const agent = staff.withKey(agentKey)
    expectStatus(await agent.post(`/external/notifications/${newest}/read`), 200)
  }
  expect(counts).toEqual([{ unread_count: TICKETS }, { unread_count: TICKETS - 1 }])
})

test('a stream is refused to a Last-Event-ID that is none', async () => {
  await using source = await listen('yesterday')
  expect(source.response.statusCode).toBe(422)
})
