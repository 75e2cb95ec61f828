import { chooseSeed, createRandom } from '@deskhive/shared/testing/random.ts'
import { hasRedisServer } from '@deskhive/shared/testing/redis.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAgentKey } from '#tests/support/agent-key.ts'
import { expectStatus, idOf } from '#tests/support/patient-client.ts'
import { type Campaign, openCampaign } from './campaign.ts'
import { type Following, followAgents, type Listening } from './follow-agents.ts'
import { pathOf, reachAgents } from './reach-agents.ts'
import { type Crew, engageCrew, keepWriting } from './steady-traffic.ts'
import { withoutRedis } from './without-redis.ts'

// From the death of the process that tells agents to what an agent sees, in a desk at work whose supervisor pauses as
// it does for everybody.

const PROMISED_MS = 10_000
/** The default of `npm start`, which other campaigns shorten. */
const SUPERVISORS_OWN = '2000'
/** One soon after the other: the supervisor's pauses grow to their limit. */
const DEATHS = 3
const patience = { timeout: 60_000, interval: 10 }

let campaign: Campaign
let crew: Crew
let zoe: Listening
let following: Following
let ticket: number

const backends = [
  { name: 'Redis', isThere: hasRedisServer },
  { name: 'Postgres', isThere: true },
]

describe.each(backends.filter(({ isThere }) => isThere))('with the queue on $name', ({ name }) => {
  const opened = new AsyncDisposableStack()
  beforeAll(
    async () => openDesk(opened, name === 'Postgres' ? await withoutRedis(opened) : {}),
    120_000,
  )
  afterAll(() => opened.disposeAsync())

  it('what an agent is told after the death of the notifier is there within 10 s', async () => {
    for (let death = 1; death <= DEATHS; death += 1) {
      await campaign.stack.waitReady()
      const before = counts()
      const killedAt = performance.now()
      await campaign.kill('notifier')
      await reply()
      await seen({ heard: before.heard + 1, mails: before.mails + 1, posts: before.posts + 1 })
      expectInTime(killedAt)
    }
  })

  it('what it had in hand when it died is there within 10 s', async () => {
    for (let death = 1; death <= DEATHS; death += 1) {
      await campaign.stack.waitReady()
      const before = counts()
      const inHand = letWait()
      await reply()
      const id = await inHand
      const killedAt = performance.now()
      await campaign.kill('notifier')
      campaign.receiver.answer(204)
      await seen({ heard: before.heard + 1, mails: before.mails + 1, posts: before.posts + 1 })
      const tries = () => postsToZoe().filter((post) => post.id === id).length
      const again = () => expect(tries()).toBeGreaterThanOrEqual(2)
      await vi.waitFor(again, patience)
      expectInTime(killedAt)
    }
  })
})

/** With an agent whom everything reaches, on a ticket of hers. */
async function openDesk(
  opened: AsyncDisposableStack,
  more: Readonly<Record<string, string>>,
): Promise<void> {
  campaign = opened.use(await openCampaign({ RESTART_PAUSE_LIMIT_MS: SUPERVISORS_OWN, ...more }))
  const { staff, stack, receiver } = campaign
  crew = await engageCrew(staff)
  const [customer_id] = crew.customers
  const own = { name: 'Zoe', email: 'zoe@desk.example', password: `a password ${Math.random()}` }
  const id = idOf(await staff.post('/internal/agents', own))
  const key = await createAgentKey(staff, 'Zoe', id)
  zoe = { id, key, client: staff.withKey(key) }
  await reachAgents([zoe], receiver.url)
  following = opened.use(followAgents(stack.url, [zoe]))
  ticket = idOf(await staff.post('/internal/tickets', { customer_id, title: 'Mail', content: '?' }))
  expectStatus(await staff.put(`/internal/tickets/${ticket}`, { assigned_to: id }), 200)
  await seen({ heard: 1, mails: 1, posts: 1 })

  const seed = chooseSeed()
  console.info(`deaths of a worker, DESKHIVE_SEED=${seed}`)
  const stopping = new AbortController()
  const writing = keepWriting(crew, createRandom(seed), stopping.signal)
  opened.defer(async () => {
    stopping.abort()
    await writing
  })
}

function expectInTime(killedAt: number): void {
  const tookMs = Math.round(performance.now() - killedAt)
  console.info(`${tookMs} ms from the death of the notifier`)
  expect(tookMs).toBeLessThan(PROMISED_MS)
}

const postsToZoe = () => campaign.receiver.received.filter(({ path }) => path === pathOf(zoe.id))

/** Without repeats: who is killed before it wrote down what it sent, sends it again. */
type Counts = { readonly heard: number; readonly mails: number; readonly posts: number }

function counts(): Counts {
  return {
    heard: following.heardBy(zoe.id).length,
    mails: new Set(campaign.inbox.received.map(({ messageId }) => messageId)).size,
    posts: new Set(postsToZoe().map(({ id }) => id)).size,
  }
}

/** At least so many of each. */
async function seen({ heard, mails, posts }: Counts): Promise<void> {
  const isThere = () => {
    const now = counts()
    expect(now.heard >= heard && now.mails >= mails && now.posts >= posts).toBe(true)
  }
  await vi.waitFor(isThere, patience)
}

/** Zoe's receiver does not answer what is new to it from now on. @returns what that is */
function letWait(): Promise<string> {
  const known = new Set(postsToZoe().map(({ id }) => id))
  return new Promise((resolve) => {
    campaign.receiver.answer((response, { path, id }) => {
      if (path === pathOf(zoe.id) && !known.has(id)) resolve(id)
      else response.writeHead(204).end()
    })
  })
}

async function reply(): Promise<void> {
  const [customer_id] = crew.customers
  const path = `/internal/tickets/${ticket}/messages`
  expectStatus(await campaign.staff.post(path, { content: 'News?', customer_id }), 201)
}
