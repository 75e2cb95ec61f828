import { randomUUID } from 'node:crypto'
import { fillDisk } from '@deskhive/shared/testing/fill-disk.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createAgentKey } from '#tests/support/agent-key.ts'
import {
  type Answer,
  dataOf,
  expectStatus,
  idOf,
  type PatientClient,
} from '#tests/support/patient-client.ts'
import { freeze, keepKilled } from './outage.ts'
import { type Desk, startDesk } from './start-desk.ts'

/** What the contract of this slice promises for the answer of a desk that lacks a part. */
const TOLD_WITHIN_MS = 3_000
/** And for the end of a service that is asked to stop. */
const STOPS_WITHIN_MS = 10_000

let desk: Desk
let agent: PatientClient
let agentId: number
let ticket: number

beforeAll(async () => {
  desk = await startDesk()
  const ada = { name: 'Ada', email: 'ada@desk.example', password: 'long enough' }
  agentId = idOf(await desk.staff.post('/internal/agents', ada))
  agent = desk.staff.withKey(await createAgentKey(desk.staff, 'Ada', agentId))
  ticket = idOf(await desk.staff.post('/internal/tickets', newTicket('Before')))
  expectStatus(await desk.staff.put(`/internal/tickets/${ticket}`, { assigned_to: agentId }), 200)
  await readEverything(200)
}, 120_000)
afterAll(() => desk?.[Symbol.asyncDispose]())

/** Whatever was taken away is back, and nobody had to do anything for it. */
afterEach(async () => {
  await desk.stack.waitReady()
  await desk.truth.caughtUp()
})

const newTicket = (title: string) => ({ customer_id: desk.customer, title, content: 'Please help' })

/** What needs nothing but the read models. */
const reads = () => [
  () => desk.staff.get('/internal/tickets', { once: true }),
  () => desk.staff.get(`/internal/tickets/${ticket}`, { once: true }),
  () => desk.staff.get('/internal/customers', { once: true }),
  () => agent.get('/external/tickets', { once: true }),
  () => agent.get('/external/notifications', { once: true }),
]

async function readEverything(status: number): Promise<void> {
  await readAll(({ status: given }) => expect(given).toBe(status))
}

/** At once, as clients do: where they are told to come again, each of them waits for that. */
async function readAll(check: (answer: Answer) => void): Promise<void> {
  await Promise.all(reads().map((read) => inTime(read, check)))
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
    const apiPid = desk.stack.pidOf('api')
    const title = `While the event store ${how}`
    const headers = { 'idempotency-key': randomUUID() }
    {
      await using _outage = await breakPart(desk.stack, 'event-store')
      const write = () =>
        desk.staff.post('/internal/tickets', newTicket(title), { headers, once: true })
      await inTime(write, isUnavailable)
      await readEverything(200)
      await inTime(
        () => desk.staff.get('/health/live', { once: true }),
        ({ status }) => {
          expect(status).toBe(200)
        },
      )
      await inTime(write, isUnavailable)
    }
    expectStatus(await desk.staff.post('/internal/tickets', newTicket(title), { headers }), 201)
    expect(await countInLog(title)).toBe(1)
    expect(desk.stack.pidOf('api')).toBe(apiPid)
  })
})

it.runIf(process.platform === 'linux')(
  'while the log has no room reads go on, health tells of it, and the same write is done later',
  async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const write = (more: object = {}) =>
      desk.staff.post('/internal/tickets', newTicket('Without room'), { headers, ...more })
    {
      using _outage = fillDisk(desk.stack)
      await inTime(() => write({ once: true }), isUnavailable)
      await readEverything(200)
      expect(await health()).toMatchObject({
        status: 200,
        body: { ready: true, degraded: true, event_store: true, event_store_takes_writes: false },
      })
    }
    expectStatus(await write(), 201)
    expect(await countInLog('Without room')).toBe(1)
    expect(await health()).toMatchObject({
      status: 200,
      body: { ready: true, degraded: false, event_store_takes_writes: true },
    })
  },
)

describe.each(breakages)('while PostgreSQL $how', ({ how, breakPart }) => {
  it('everybody is told to come again, and the same write is done later', async () => {
    const apiPid = desk.stack.pidOf('api')
    const title = `While PostgreSQL ${how}`
    const headers = { 'idempotency-key': randomUUID() }
    {
      await using _outage = await breakPart(desk.stack, 'postgres')
      await readAll(isUnavailable)
      const write = () =>
        desk.staff.post('/internal/tickets', newTicket(title), { headers, once: true })
      await inTime(write, isUnavailable)
    }
    expectStatus(await desk.staff.post('/internal/tickets', newTicket(title), { headers }), 201)
    expect(await countInLog(title)).toBe(1)
    expect(desk.stack.pidOf('api')).toBe(apiPid)
  })
})

describe('while another part is away', () => {
  it.runIf(process.platform === 'linux')(
    'a hanging projector delays answers, and no truth',
    async () => {
      await using _outage = await freeze(desk.stack, 'projector')
      const write = () => desk.staff.post('/internal/tickets', newTicket('Unseen'), { once: true })
      const { headers } = await inTime(write, ({ status }) => expect(status).toBe(201))
      const position = String(headers['x-position'])
      const read = () =>
        desk.staff.get('/internal/tickets', { once: true, headers: { 'x-min-position': position } })
      await inTime(read, isUnavailable)
    },
  )

  it.runIf(process.platform === 'linux')(
    'a new key that cannot be seen yet is not refused',
    async () => {
      let key = ''
      {
        await using _outage = await freeze(desk.stack, 'projector')
        key = await createAgentKey(desk.staff, 'Ada', agentId)
        const use = () => desk.staff.withKey(key).get('/external/profile', { once: true })
        await inTime(use, isUnavailable)
      }
      expectStatus(await desk.staff.withKey(key).get('/external/profile'), 200)
    },
  )

  it('agents hear later of what happened without the notifier', async () => {
    const before = await notifications()
    {
      await using _outage = await keepKilled(desk.stack, 'notifier')
      expectStatus(
        await desk.staff.put(`/internal/tickets/${ticket}`, { priority: 'critical' }),
        200,
      )
    }
    await desk.stack.waitReady()
    await desk.truth.caughtUp()
    expect(await notifications()).toEqual(['ticket_status', ...before])
  })

  it('nobody notices that the queue is away', async (context) => {
    if (desk.stack.redisUrl === undefined) return context.skip('there is no Redis on this machine')
    await using _outage = await keepKilled(desk.stack, 'redis')
    const before = await notifications()
    expectStatus(await desk.staff.put(`/internal/tickets/${ticket}`, { priority: 'low' }), 200)
    await desk.truth.caughtUp()
    expect(await notifications()).toEqual(['ticket_status', ...before])
  })
})

describe('a service that is asked to stop', () => {
  it.each(['projector', 'notifier', 'api'] as const)('%s ends within 10 s', async (name) => {
    const askedAt = performance.now()
    await desk.stack.kill(name, 'SIGTERM')
    expect(performance.now() - askedAt).toBeLessThan(STOPS_WITHIN_MS)
  })

  it.runIf(process.platform === 'linux')('answers what it has begun', async () => {
    const titles = Array.from({ length: 8 }, (_, index) => `In hand ${index}`)
    {
      // So that the requests are in hand for a while: they wait for the read models.
      await using _outage = await freeze(desk.stack, 'projector')
      const asked = titles.map((title) =>
        desk.staff.post('/internal/tickets', newTicket(title), { once: true }),
      )
      await expect.poll(() => countInLog('In hand'), { timeout: 5_000, interval: 20 }).toBe(8)
      const askedAt = performance.now()
      await desk.stack.kill('api', 'SIGTERM')
      expect(performance.now() - askedAt).toBeLessThan(STOPS_WITHIN_MS)
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 201))
    }
  })
})

it('nothing was written halfway in all of this', async () => {
  expect(await desk.truth.differences()).toEqual([])
})

async function countInLog(titlePrefix: string): Promise<number> {
  const events = await desk.truth.events()
  const titles = events.map(({ data }) => data['title'])
  return titles.filter((title) => typeof title === 'string' && title.startsWith(titlePrefix)).length
}

async function health(): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${desk.stack.url}/health/ready`)
  return { status: answer.status, body: await answer.json() }
}

const typed = z.array(z.object({ type: z.string() }))

async function notifications(): Promise<string[]> {
  const list = dataOf(await agent.get('/external/notifications?per_page=200'), typed)
  return list.map(({ type }) => type)
}
