import { engageCast } from '#tests/journeys/incident-log/cast.ts'
import { generateLog } from '#tests/journeys/incident-log/load-log.ts'
import { replayIncidents } from '#tests/journeys/incident-log/replay.ts'
import {
  expectEveryNotification,
  expectEveryTicket,
  judge,
} from '#tests/journeys/incident-log/verify.ts'
import { type Campaign, expectAllOnce, openCampaign } from './campaign.ts'
import { followAgents } from './follow-agents.ts'
import { reachAgents } from './reach-agents.ts'

export type Rehearsal = {
  readonly seed: number
  readonly incidents: number
  readonly env?: Readonly<Record<string, string>>
  /** What goes wrong meanwhile; ends when `signal` aborts, which is when the replay has ended. */
  readonly disturb: (campaign: Campaign, signal: AbortSignal) => Promise<void>
}

/**
 * A generated incident log, replayed by patient clients while something is killed again and again; and at
 * the end everything is there once: acknowledged commands, rows, notifications, emails, posts.
 */
export async function rehearse(rehearsal: Rehearsal): Promise<void> {
  await using campaign = await openCampaign({ ...rehearsal.env })
  const { staff, stack } = campaign
  const log = generateLog(rehearsal.seed, rehearsal.incidents)
  const replayed = new AbortController()
  const disturbed = rehearsal.disturb(campaign, replayed.signal)
  disturbed.catch(() => undefined) // told below, unless the replay itself fails before
  const cast = await engageCast(staff, log.incidents)
  const agents = [...cast.agents.values()]
  await using following = followAgents(stack.url, agents)
  const secrets = await reachAgents(agents, campaign.receiver.url)
  const tickets = await replayIncidents(cast, log)
  replayed.abort()
  await disturbed

  const [slowest] = await expectAllOnce(campaign, { agents, following, secrets })
  console.info(`the slowest notification took ${slowest?.ms} ms from its event or the last death`)
  const verdict = judge(stack, { cast, log, tickets })
  await expectEveryTicket(verdict)
  await expectEveryNotification(verdict)
}
