import { randomUUID } from 'node:crypto'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createAgentKey } from '#tests/journeys/incident-log/cast.ts'
import {
  type Answer,
  createDeskClient,
  type DeskClient,
  dataOf,
  expectStatus,
  idOf,
} from '#tests/support/desk-client.ts'
import { openTruth, type Truth } from '#tests/support/truth.ts'
import { freeze, keepKilled } from './outage.ts'

/** What the contract of this slice promises for the answer of a desk that lacks a part. */
const TOLD_WITHIN_MS = 3_000
/** And for the end of a service that is asked to stop. */
const STOPS_WITHIN_MS = 10_000

let stack: Stack
let staff: DeskClient
let agent: DeskClient
let truth: Truth
let agentId: number
let customer: number
let ticket: number

beforeAll(async () => {
  stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '0' } })
  staff = createDeskClient({ url: `${stack.url}/api/v1`, apiKey: stack.apiKey })
  truth = openTruth(stack)
  const ada = { name: 'Ada', email: 'ada@desk.example', password: 'long enough' }
  agentId = idOf(await staff.post('/internal/agents', ada))
  agent = staff.withKey(await createAgentKey(staff, 'Ada', agentId))
  customer = idOf(await staff.post('/internal/customers', { name: 'Bo', email: 'b@desk.example' }))
  ticket = idOf(await staff.post('/internal/tickets', newTicket('Before')))
  expectStatus(await staff.put(`/internal/tickets/${ticket}`, { assigned_to: agentId }), 200)
  await readEverything(200)
}, 120_000)

afterAll(async () => {
  await truth?.[Symbol.asyncDispose]()
  await staff?.[Symbol.asyncDispose]()
  await stack?.[Symbol.asyncDispose]()
})

/** Whatever was taken away is back, and nobody had to do anything for it. */
afterEach(async () => {
  await stack.waitReady()
  await truth.caughtUp()
})

const newTicket = (title: string) => ({ customer_id: customer, title, content: 'Please help' })

/** What needs nothing but the read models. */
const reads = () => [
  () => staff.get('/internal/tickets', { once: true }),
  () => staff.get(`/internal/tickets/${ticket}`, { once: true }),
  () => staff.get('/internal/customers', { once: true }),
  () => agent.get('/external/tickets', { once: true }),
  () => agent.get('/external/notifications', { once: true }),
]

async function readEverything(status: number): Promise<void> {
  for (const read of reads()) await inTime(read, (answer) => expect(answer.status).toBe(status))
}

async function inTime(
  ask: () => Promise<Answer>,
  check: (answer: Answer) => void,
): Promise<Answer> {
  const askedAt = performance.now()
  const answer = await ask()
  check(answer)
  expect(performance.now() - askedAt).toBeLessThan(TOLD_WITHIN_MS)
  return answer
}

function isUnavailable({ status, headers, body }: Answer): void {
  expect({ status, body }).toEqual({ status: 503, body: { message: expect.any(String) } })
  expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1)
}

const breakages = [
  { how: 'is killed', breakPart: keepKilled },
  { how: 'hangs', breakPart: freeze },
] as const

describe.each(breakages)('while the event store $how', ({ how, breakPart }) => {
  it('writes are told to come again, reads go on, and the same write is done later', async () => {
    const apiPid = stack.pidOf('api')
    const title = `While the event store ${how}`
    const headers = { 'idempotency-key': randomUUID() }
    {
      await using _outage = await breakPart(stack, 'event-store')
      const write = () => staff.post('/internal/tickets', newTicket(title), { headers, once: true })
      await inTime(write, isUnavailable)
      await readEverything(200)
      await inTime(
        () => staff.get('/health/live', { once: true }),
        ({ status }) => {
          expect(status).toBe(200)
        },
      )
      await inTime(write, isUnavailable)
    }
    expectStatus(await staff.post('/internal/tickets', newTicket(title), { headers }), 201)
    expect(await countInLog(title)).toBe(1)
    expect(stack.pidOf('api')).toBe(apiPid)
  })
})

describe.each(breakages)('while PostgreSQL $how', ({ how, breakPart }) => {
  it('everybody is told to come again, and the same write is done later', async () => {
    const apiPid = stack.pidOf('api')
    const title = `While PostgreSQL ${how}`
    const headers = { 'idempotency-key': randomUUID() }
    {
      await using _outage = await breakPart(stack, 'postgres')
      for (const read of reads()) await inTime(read, isUnavailable)
      const write = () => staff.post('/internal/tickets', newTicket(title), { headers, once: true })
      await inTime(write, isUnavailable)
    }
    expectStatus(await staff.post('/internal/tickets', newTicket(title), { headers }), 201)
    expect(await countInLog(title)).toBe(1)
    expect(stack.pidOf('api')).toBe(apiPid)
  })
})

describe('while another part is away', () => {
  it.runIf(process.platform === 'linux')(
    'a hanging projector delays answers, and no truth',
    async () => {
      await using _outage = await freeze(stack, 'projector')
      const write = () => staff.post('/internal/tickets', newTicket('Unseen'), { once: true })
      const { headers } = await inTime(write, ({ status }) => expect(status).toBe(201))
      const position = String(headers['x-position'])
      const read = () =>
        staff.get('/internal/tickets', { once: true, headers: { 'x-min-position': position } })
      await inTime(read, isUnavailable)
    },
  )

  it.runIf(process.platform === 'linux')(
    'a new key that cannot be seen yet is not refused',
    async () => {
      let key = ''
      {
        await using _outage = await freeze(stack, 'projector')
        key = await createAgentKey(staff, 'Ada', agentId)
        const use = () => staff.withKey(key).get('/external/profile', { once: true })
        await inTime(use, isUnavailable)
      }
      expectStatus(await staff.withKey(key).get('/external/profile'), 200)
    },
  )

  it('agents hear later of what happened without the notifier', async () => {
    const before = await notifications()
    {
      await using _outage = await keepKilled(stack, 'notifier')
      expectStatus(await staff.put(`/internal/tickets/${ticket}`, { priority: 'critical' }), 200)
    }
    await stack.waitReady()
    await truth.caughtUp()
    expect(await notifications()).toEqual(['ticket_status', ...before])
  })

  it('nobody notices that the queue is away', async (context) => {
    if (stack.redisUrl === undefined) return context.skip('there is no Redis on this machine')
    await using _outage = await keepKilled(stack, 'redis')
    const before = await notifications()
    expectStatus(await staff.put(`/internal/tickets/${ticket}`, { priority: 'low' }), 200)
    await truth.caughtUp()
    expect(await notifications()).toEqual(['ticket_status', ...before])
  })
})

describe('a service that is asked to stop', () => {
  it.each(['projector', 'notifier', 'api'] as const)('%s ends within 10 s', async (name) => {
    const askedAt = performance.now()
    await stack.kill(name, 'SIGTERM')
    expect(performance.now() - askedAt).toBeLessThan(STOPS_WITHIN_MS)
  })

  it.runIf(process.platform === 'linux')('answers what it has begun', async () => {
    const titles = Array.from({ length: 8 }, (_, index) => `In hand ${index}`)
    {
      // So that the requests are in hand for a while: they wait for the read models.
      await using _outage = await freeze(stack, 'projector')
      const asked = titles.map((title) =>
        staff.post('/internal/tickets', newTicket(title), { once: true }),
      )
      await expect.poll(() => countInLog('In hand'), { timeout: 5_000, interval: 20 }).toBe(8)
      const askedAt = performance.now()
      await stack.kill('api', 'SIGTERM')
      expect(performance.now() - askedAt).toBeLessThan(STOPS_WITHIN_MS)
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 201))
    }
  })
})

it('nothing was written halfway in all of this', async () => {
  expect(await truth.differences()).toEqual([])
})

async function countInLog(titlePrefix: string): Promise<number> {
  const events = await truth.events()
  const titles = events.map(({ data }) => data['title'])
  return titles.filter((title) => typeof title === 'string' && title.startsWith(titlePrefix)).length
}

const typed = z.array(z.object({ type: z.string() }))

async function notifications(): Promise<string[]> {
  const list = dataOf(await agent.get('/external/notifications?per_page=200'), typed)
  return list.map(({ type }) => type)
}
