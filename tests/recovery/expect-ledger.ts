import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { deliveryIdOf, expectedLedger } from '@deskhive/shared/notifications/testing/ledger.ts'
import type { Inbox } from '@deskhive/shared/testing/inbox.ts'
import { expect } from 'vitest'
import { z } from 'zod'
import { allPages } from '#tests/support/all-pages.ts'
import type { Truth } from '#tests/support/truth.ts'
import type { Following, Listening } from './follow-agents.ts'

export type Told = {
  readonly truth: Truth
  readonly agents: readonly Listening[]
  readonly following: Following
  readonly inbox: Inbox
}

/** Something reached an agent for the first time: a line of the ledger, and when. */
export type Arrival = { readonly line: string; readonly atMs: number }

const SETTLED_LIMIT_MS = 30_000
const HEARD_LIMIT_MS = 10_000

/**
 * Everybody was told what a fold of the log and of the settings says, and nothing else: in app once, in the
 * list and on the live stream, and by email once in effect, for a repeat bears the Message-ID of the first.
 */
export async function expectLedger(told: Told): Promise<Arrival[]> {
  const log = await told.truth.events()
  const ledger = expectedLedger(log)
  const of = (channel: string) => ledger.filter((line) => line.endsWith(` ${channel}`))
  const unsettled =
    "select id, state, last_error from notifier.deliveries where state <> 'delivered'"
  await expect.poll(() => told.truth.rows(unsettled), { timeout: SETTLED_LIMIT_MS }).toEqual([])
  return [...(await expectInApp(told, of('in_app'))), ...expectEmails(told.inbox, of('email'), log)]
}

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
    await expect.poll(heardIds, { timeout: HEARD_LIMIT_MS }).toEqual(ids)
    for (const [index, { atMs }] of following.heardBy(id).entries()) {
      arrivals.push({ line: String(own[index]?.['line']), atMs })
    }
  }
  return arrivals
}

function expectEmails(
  { received }: Inbox,
  expected: readonly string[],
  log: readonly RecordedEvent[],
): Arrival[] {
  const lines = new Map(expected.map((line) => [deliveryIdOf(line), line]))
  const byId = Map.groupBy(received, ({ messageId }) => messageId)
  const arrived = [...byId.keys()].map((id) => lines.get(id) ?? `nobody asked for ${id}`)
  expect(arrived.sort()).toEqual(expected)

  const addresses = addressesIn(log)
  return [...byId].map(([id, [first]]) => {
    const line = lines.get(id) ?? ''
    const [, agentId = ''] = line.split(' ')
    expect(first?.to).toEqual([addresses.get(`agent-${agentId}`)])
    return { line, atMs: first?.atMs ?? 0 }
  })
}

/** By the agent's stream. Nobody in these tests moves to another address. */
function addressesIn(log: readonly RecordedEvent[]): ReadonlyMap<string, unknown> {
  const founded = log.filter(({ type }) => type === 'AgentCreated')
  return new Map(founded.map(({ stream, data }) => [stream, data['email']]))
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
    const event = happenedAt.get(line.slice(0, line.indexOf(' '))) ?? 0
    return { line, atMs, ms: atMs - Math.max(outage, event) }
  })
  return lateness.sort((a, b) => b.ms - a.ms)
}
