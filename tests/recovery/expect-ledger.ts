import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { deliveryIdOf, expectedLedger } from '@deskhive/shared/notifications/testing/ledger.ts'
import { type ExpectedTime, expectedTimes } from '@deskhive/shared/notifications/testing/times.ts'
import type { Inbox } from '@deskhive/shared/testing/inbox.ts'
import type { TestReceiver } from '@deskhive/shared/testing/receiver.ts'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Truth } from '#tests/support/truth.ts'
import { allPages } from './all-pages.ts'
import { expectEmails } from './expect-emails.ts'
import { expectPosts } from './expect-posts.ts'
import type { Following, Listening } from './follow-agents.ts'
import type { AgentSecrets } from './reach-agents.ts'
import type { Waiting } from './watch-waiting.ts'

export type Told = {
  readonly truth: Truth
  readonly agents: readonly Listening[]
  readonly following: Following
  readonly inbox: Inbox
  readonly receiver: TestReceiver
  readonly secrets: AgentSecrets
  readonly waiting: Waiting
}

/** Something reached an agent for the first time: a line of the ledger, and when. */
export type Arrival = { readonly line: string; readonly atMs: number }

/** Lines of a ledger by the id of their delivery. */
export type Lines = ReadonlyMap<string, string>

const SETTLED_LIMIT_MS = 30_000

/**
 * Everybody was told what a fold of the log and of the settings says, and nothing else: in app once, in the list and on
 * the live stream; by email and by post once in effect, for a repeat bears the id of the first; and not before its time.
 * @returns what was to come at once, without what waited for the end of quiet hours or for a digest
 */
export async function expectLedger(told: Told): Promise<Arrival[]> {
  const log = await told.truth.events()
  const ledger = expectedLedger(log)
  const times = expectedTimes(log)
  const of = (channel: string) => ledger.filter((line) => line.endsWith(` ${channel}`))
  const linesOf = (channel: string) =>
    new Map(of(channel).map((line) => [deliveryIdOf(line), line]))
  const unsettled =
    "select id, state, last_error from notifier.deliveries where state <> 'delivered'"
  await expect.poll(() => told.truth.rows(unsettled), { timeout: SETTLED_LIMIT_MS }).toEqual([])

  await expectTimes(told, times)
  const sent = [
    ...(await expectEmails(told, linesOf('email'), log)),
    ...expectPosts(told, linesOf('webhook')),
  ]
  const happenedAt = new Map(log.map(({ id, metadata }) => [id, metadata.occurred_at]))
  const isAtOnce = ({ line }: Arrival) =>
    times.get(deliveryIdOf(line))?.dueAt === happenedAt.get(eventOf(line))
  return [...(await expectInApp(told, of('in_app'))), ...sent.filter(isAtOnce)]
}

const eventOf = (line: string) => line.slice(0, line.indexOf(' '))

async function expectTimes(
  { truth, waiting }: Told,
  times: ReadonlyMap<string, ExpectedTime>,
): Promise<void> {
  const rows = await truth.rows('select id, digest_at from notifier.deliveries')
  const digests = rows.map(
    ({ id, digest_at }) => `${String(id)} ${digest_at === null ? '' : isoOf(digest_at)}`,
  )
  const expected = [...times].map(([id, { dueAt, isDigest }]) => `${id} ${isDigest ? dueAt : ''}`)
  expect(digests.sort()).toEqual(expected.sort())
  for (const [id, dueAt] of waiting.seen) expect([id, times.get(id)?.dueAt]).toEqual([id, dueAt])
}

const isoOf = (time: unknown) => new Date(String(time)).toISOString()

const listed = z.object({ id: z.int() })

async function expectInApp(
  { truth, agents, following }: Told,
  expected: readonly string[],
): Promise<Arrival[]> {
  const rows = await truth.rows(`
    select id, agent_id, concat_ws(' ', event_id, agent_id, type, 'in_app') as line
    from notifier.notifications where in_app order by id`)
  expect(rows.map(({ line }) => String(line)).sort()).toEqual(expected)

  const arrivals: Arrival[] = []
  for (const { id, client } of agents) {
    const own = rows.filter(({ agent_id }) => Number(agent_id) === id)
    const ids = own.map((row) => Number(row['id']))
    const list = await allPages(client, '/external/notifications', listed)
    expect(list.map((shown) => shown.id).sort((a, b) => a - b)).toEqual(ids)
    const heardIds = () => following.heardBy(id).map((heard) => heard.id)
    await expect.poll(heardIds, { timeout: SETTLED_LIMIT_MS }).toEqual(ids)
    for (const [index, { atMs }] of following.heardBy(id).entries()) {
      arrivals.push({ line: String(own[index]?.['line']), atMs })
    }
  }
  return arrivals
}

export type Lateness = Arrival & { readonly ms: number }

/**
 * How long after its event, or after the last of `outages` before it came, each arrived; the slowest first.
 * @param outages ms since 1970
 */
export function latenessOf(
  arrivals: readonly Arrival[],
  log: readonly RecordedEvent[],
  outages: readonly number[],
): Lateness[] {
  const happenedAt = new Map(log.map(({ id, recorded_at }) => [id, Date.parse(recorded_at)]))
  const lateness = arrivals.map(({ line, atMs }) => {
    const outage = outages.findLast((at) => at <= atMs) ?? 0
    const event = happenedAt.get(eventOf(line)) ?? 0
    return { line, atMs, ms: atMs - Math.max(outage, event) }
  })
  return lateness.sort((a, b) => b.ms - a.ms)
}
