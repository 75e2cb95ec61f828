import { randomBytes } from 'node:crypto'
import { type Inbox, openInbox } from '@deskhive/shared/testing/inbox.ts'
import { startReceiver, type TestReceiver } from '@deskhive/shared/testing/receiver.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { expect } from 'vitest'
import { createPatientClient, type PatientClient } from '#tests/support/patient-client.ts'
import { openTruth, type Truth } from '#tests/support/truth.ts'
import { type Acknowledged, expectOnceInLog, noteAcknowledged } from './acknowledged.ts'
import { expectLedger, type Lateness, latenessOf } from './expect-ledger.ts'
import { expectWebhooks, type Subscription, subscribe } from './expect-webhooks.ts'
import type { Following, Listening } from './follow-agents.ts'
import type { Part } from './outage.ts'
import type { AgentSecrets } from './reach-agents.ts'
import { type Waiting, watchWaiting } from './watch-waiting.ts'

/** A whole desk with a mail server, another system that hears of events, and clients that are patient while its parts are killed. */
export type Campaign = AsyncDisposable & {
  readonly stack: Stack
  readonly staff: PatientClient
  readonly inbox: Inbox
  /** Of a webhook of the desk, and of the agents who want to be posted to. */
  readonly receiver: TestReceiver
  readonly webhook: Subscription
  readonly truth: Truth
  readonly waiting: Waiting
  readonly acknowledged: Acknowledged
  /** What every process of the desk is started with. */
  readonly env: Readonly<Record<string, string>>
  /** When something was killed or stood still: ms since 1970, oldest first. */
  readonly outages: number[]
  readonly kill: (part: Part | 'api', signal?: NodeJS.Signals) => Promise<void>
}

/** Longer than the longest of the supervisor's pauses after several deaths in a row. */
const CLIENT_PATIENCE_MS = 90_000

export async function openCampaign(more: Readonly<Record<string, string>>): Promise<Campaign> {
  await using opened = new AsyncDisposableStack()
  const inbox = opened.use(await openInbox())
  const receiver = opened.use(await startReceiver())
  const env = {
    RATE_LIMIT_PER_MINUTE: '0',
    RESTART_PAUSE_LIMIT_MS: '250', // who kills on purpose need not wait for a part to recover
    SMTP_URL: inbox.url,
    WEBHOOK_ALLOWED_HOSTS: '127.0.0.1',
    SECRETS_KEY: randomBytes(32).toString('hex'),
    ...more,
  }
  const stack = opened.use(await startStack({ env }))
  const acknowledged = noteAcknowledged()
  const staff = opened.use(
    createPatientClient({
      url: `${stack.url}/api/v1`,
      apiKey: stack.apiKey,
      patienceMs: CLIENT_PATIENCE_MS,
      onWritten: acknowledged.note,
    }),
  )
  const webhook = await subscribe(staff, receiver.url)
  const truth = opened.use(openTruth(stack))
  const outages: number[] = []
  const closing = opened.move()
  return {
    stack,
    staff,
    inbox,
    receiver,
    webhook,
    truth,
    waiting: watchWaiting(truth),
    acknowledged,
    env,
    outages,
    kill: async (part, signal) => {
      outages.push(Date.now())
      await stack.kill(part, signal)
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
}

/**
 * When the desk has come to rest: acknowledged commands, rows and whatever reached an agent are there once,
 * and nothing else is.
 * @returns how long each took to its agent, from its event or from the last outage before it came; the slowest first
 */
export async function expectAllOnce(
  campaign: Campaign,
  crew: { agents: readonly Listening[]; following: Following; secrets: AgentSecrets },
): Promise<Lateness[]> {
  const { stack, truth, waiting, acknowledged, outages } = campaign
  await stack.waitReady()
  await truth.caughtUp()
  await waiting.pass()
  const log = await truth.events()
  expectOnceInLog(log, acknowledged.all)
  expect(await truth.differences()).toEqual([])
  const arrivals = await expectLedger({ ...campaign, ...crew })
  await expectWebhooks(campaign, log)
  return latenessOf(arrivals, log, outages)
}
