import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { chooseSeed, createRandom } from '@deskhive/shared/testing/random.ts'
import { flushRedis, hasRedisServer } from '@deskhive/shared/testing/redis.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campaign, expectAllOnce, openCampaign } from './campaign.ts'
import { type Following, followAgents } from './follow-agents.ts'
import { type AgentSecrets, reachAgents } from './reach-agents.ts'
import { type SecondNotifier, standsStill, startSecondNotifier } from './second-notifier.ts'
import { type Crew, callEverybodyIn, engageCrew, keepWriting, personal } from './steady-traffic.ts'
import { type WatchedJobs, watchJobs } from './watch-jobs.ts'
import { withoutRedis } from './without-redis.ts'

// Agents are told what an independent fold of the log says, once, while what tells them is killed, flushed,
// doubled, stopped and replayed under steady traffic. `DESKHIVE_SEED` repeats a run, `DESKHIVE_KILLS` makes
// it longer.

const seed = chooseSeed()
const random = createRandom(seed)

const DEFAULT_KILLS = 20
const KILLS = Number(process.env['DESKHIVE_KILLS'] ?? DEFAULT_KILLS)
const LONGEST_CALM_MS = 1_000
/**
 * For what had gathered while several parts were away, also on a busy machine. What is promised of the death of a
 * worker alone, 10 s, is measured where nothing else is at work (`services/notifier/jobs`).
 */
const RECOVERS_WITHIN_MS = 60_000

/** Longer than the lease of the one who writes (3 s) and of the one who sends (6 s). */
const PAST_ALL_LEASES_MS = 7_000

const backends = [
  {
    name: 'Redis',
    parts: ['event-store', 'postgres', 'redis', 'notifier'],
    isThere: hasRedisServer,
  },
  { name: 'Postgres', parts: ['event-store', 'postgres', 'notifier'], isThere: true },
] as const

describe.each(backends)('with the queue on $name', ({ name, parts, isThere }) => {
  let campaign: Campaign
  let crew: Crew
  let secrets: AgentSecrets
  let following: Following
  let jobs: WatchedJobs
  const opened = new AsyncDisposableStack()

  beforeAll(async () => {
    if (!isThere) return
    console.info(`the queue on ${name}, DESKHIVE_SEED=${seed}`)
    const key = `first-${Math.random()}-${Math.random()}`
    const own = { LOG_LEVEL: 'debug', BOOTSTRAP_API_KEY: key }
    const more = name === 'Postgres' && (await withoutRedis(opened))
    campaign = opened.use(await openCampaign({ ...own, ...more }))
    crew = await engageCrew(campaign.staff)
    secrets = await reachAgents(crew.agents.slice(0, -1), campaign.receiver.url)
    following = opened.use(followAgents(campaign.stack.url, crew.agents))
    jobs = opened.use(watchJobs(campaign.stack, campaign.truth))
  }, 120_000)
  afterAll(() => opened.disposeAsync())

  /** Traffic until `disturb` ends; then everything has to be right. @returns how late the latest came, in ms */
  async function whileWriting(disturb: () => Promise<void>): Promise<number> {
    const startedAt = Date.now()
    const stopping = new AbortController()
    const writing = keepWriting(crew, random, stopping.signal)
    writing.catch(() => undefined) // told below
    try {
      await disturb()
    } finally {
      stopping.abort()
      await writing
    }
    await callEverybodyIn(crew)
    const arrivals = await expectAllOnce(campaign, { agents: crew.agents, following, secrets })
    const lateMs = arrivals.find(({ atMs }) => atMs > startedAt)?.ms ?? 0
    const { inbox, receiver, waiting } = campaign
    const told = `${inbox.received.length} mails, ${receiver.received.length} posts`
    console.info(
      `${name}: the latest came ${lateMs} ms after its event or the last outage; ${told}; ${waiting.seen.size} waited`,
    )
    return lateMs
  }

  it.runIf(isThere)(
    'nothing is lost or told twice whatever is killed at any time',
    async () => {
      const count = name === 'Redis' ? KILLS : Math.ceil(KILLS / 2)
      const running = () => parts.filter((part) => campaign.stack.pidOf(part) !== null)
      const lateMs = await whileWriting(async () => {
        for (let killed = 0; killed < count; killed += 1) {
          await pause(random.between(0, LONGEST_CALM_MS))
          await campaign.kill(random.pick(running()))
          if (killed === Math.floor(count / 2)) await loseQueue(campaign)
          // Postgres may have been killed just now.
          if (random.chance(0.3)) await campaign.waiting.pass().catch(() => undefined)
          if (random.chance(0.5)) await campaign.stack.waitReady()
        }
      })
      expect(lateMs).toBeLessThan(RECOVERS_WITHIN_MS)
    },
    900_000,
  )

  it.runIf(isThere && process.platform === 'linux')(
    'two notifiers tell nothing twice, also when one stands still past its leases and goes on',
    async () => {
      const lateMs = await whileWriting(async () => {
        await using stopped = await startStoppingNotifier(campaign)
        for (const _point of stoppingPoints) {
          await campaign.kill('notifier', 'SIGTERM') // so that the other one leads
          await expect.poll(() => standsStill(stopped.pid), { timeout: 30_000 }).toBe(true)
          campaign.outages.push(Date.now())
          await pause(PAST_ALL_LEASES_MS)
          process.kill(stopped.pid, 'SIGCONT')
          campaign.outages.push(Date.now())
        }
        expect(await stopped.passed()).toEqual(stoppingPoints)
        await campaign.kill('notifier')
        await campaign.stack.waitReady()
        expect(findPersonal(linesOf(stopped))).toEqual([])
        campaign.outages.push(Date.now()) // now the second one is killed
      })
      expect(lateMs).toBeLessThan(RECOVERS_WITHIN_MS)
    },
  )

  it.runIf(isThere)('a replay from the start of the log tells nobody anything again', async () => {
    const { truth, inbox, receiver } = campaign
    const received = () => ({ mails: inbox.received.length, posts: receiver.received.length })
    const before = { told: await everything(campaign), received: received() }
    await truth.rows(`
      truncate notifier.tickets, notifier.agents, notifier.customers, notifier.departments, notifier.roster,
        notifier.webhooks, notifier.webhook_roster;
      update projection.projection_checkpoint set position = -1 where name = 'notifier'`)
    await campaign.kill('notifier')
    await campaign.stack.waitReady()
    await truth.caughtUp()
    expect(await everything(campaign)).toEqual(before.told)
    expect(received()).toEqual(before.received)
    await whileWriting(() => pause(LONGEST_CALM_MS))
  })

  it.runIf(isThere)('no job has carried, and no log line has held, what concerns a person', () => {
    const all = [...jobs.seen]
    expect(all.filter((job) => job.includes('d-')).length).toBeGreaterThan(0)
    expect(findPersonal(all)).toEqual([])
    expect(findPersonal(linesOf(campaign.stack))).toEqual([])
  })

  function findPersonal(texts: readonly string[]): string[] {
    const words = [
      personal,
      ...crew.secrets,
      ...secrets.values(),
      campaign.webhook.secret,
      campaign.stack.apiKey,
    ]
    return texts.filter((text) => words.some((word) => text.includes(word)))
  }
})

const linesOf = ({ logs }: { readonly logs: () => string }) => logs().split('\n')

async function loseQueue({ stack, truth }: Campaign): Promise<void> {
  await stack.waitReady()
  if (stack.redisUrl === undefined) await truth.rows('truncate queue.job cascade')
  else await flushRedis(stack.redisUrl)
}

async function everything({ truth }: Campaign): Promise<unknown> {
  return {
    notifications: await truth.rows('select * from notifier.notifications order by id'),
    deliveries: await truth.rows('select * from notifier.deliveries order by id'),
    events: await truth.rows('select * from notifier.webhook_deliveries order by id'),
  }
}

/** As leader with a batch folded and not committed, and as worker with a message sent and not written down. */
const stoppingPoints = ['notifier:after-send', 'notifier:before-commit']

type StoppingNotifier = SecondNotifier & { readonly passed: () => Promise<string[]> }

async function startStoppingNotifier(campaign: Campaign): Promise<StoppingNotifier> {
  await using opened = new AsyncDisposableStack()
  const marks = await mkdtemp(join(tmpdir(), 'deskhive-stops-'))
  opened.defer(() => rm(marks, { recursive: true }))
  const { href: preload } = pathToFileURL(join(import.meta.dirname, 'kill-at.ts'))
  const notifier = opened.use(
    await startSecondNotifier(campaign, {
      NODE_OPTIONS: `--import=${preload}`,
      DESKHIVE_KILL_AT: stoppingPoints.map((point) => `${point}:1:SIGSTOP`).join(),
      DESKHIVE_KILL_MARKS: marks,
    }),
  )
  const closing = opened.move()
  return {
    pid: notifier.pid,
    logs: notifier.logs,
    passed: async () => (await readdir(marks)).sort(),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
}
