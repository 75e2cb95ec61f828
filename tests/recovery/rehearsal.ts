import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { expect } from 'vitest'
import { type Cast, engageCast } from '#tests/journeys/incident-log/cast.ts'
import { generateLog } from '#tests/journeys/incident-log/load-log.ts'
import { replayIncidents } from '#tests/journeys/incident-log/replay.ts'
import {
  expectEveryNotification,
  expectEveryTicket,
  judge,
} from '#tests/journeys/incident-log/verify.ts'
import { createDeskClient, expectStatus } from '#tests/support/desk-client.ts'
import { startSmtpSink } from '#tests/support/smtp-sink.ts'
import { openTruth, type Truth } from '#tests/support/truth.ts'
import { expectOnceInLog, noteAcknowledged } from './acknowledged.ts'

export type Rehearsal = {
  readonly seed: number
  readonly incidents: number
  readonly env?: Readonly<Record<string, string>>
  /** What goes wrong meanwhile; ends when `signal` aborts, which is when the replay has ended. */
  readonly disturb: (stack: Stack, signal: AbortSignal) => Promise<void>
}

/** Longer than the longest of the supervisor's pauses after several deaths in a row. */
const CLIENT_PATIENCE_MS = 90_000

/**
 * A generated incident log, replayed by patient clients while something is killed again and again; and at
 * the end everything is there once: acknowledged commands, rows, notifications, emails.
 */
export async function rehearse(rehearsal: Rehearsal): Promise<void> {
  await using smtp = await startSmtpSink()
  await using stack = await startStack({
    env: { RATE_LIMIT_PER_MINUTE: '0', SMTP_URL: smtp.url, ...rehearsal.env },
  })
  const acknowledged = noteAcknowledged()
  await using staff = createDeskClient({
    url: `${stack.url}/api/v1`,
    apiKey: stack.apiKey,
    patienceMs: CLIENT_PATIENCE_MS,
    onWritten: acknowledged.note,
  })
  const log = generateLog(rehearsal.seed, rehearsal.incidents)
  const replayed = new AbortController()
  const disturbed = rehearsal.disturb(stack, replayed.signal)
  disturbed.catch(() => undefined) // told below, unless the replay itself fails before
  const cast = await engageCast(staff, log.incidents)
  await askForEmails(cast)
  const tickets = await replayIncidents(cast, log)
  replayed.abort()
  await disturbed

  await stack.waitReady()
  await using truth = openTruth(stack)
  await truth.caughtUp()
  expectOnceInLog(await truth.events(), acknowledged.all)
  expect(await truth.differences()).toEqual([])
  const verdict = judge(cast, log, tickets)
  await expectEveryTicket(verdict)
  await expectEveryNotification(verdict)
  await expectEveryEmail(truth, smtp.messageIds)
}

async function askForEmails({ agents }: Cast): Promise<void> {
  const notification_settings = { ticket_assigned: { email: true } }
  await inParallel([...agents.values()], agents.size, async ({ client }) => {
    expectStatus(await client.put('/external/profile', { notification_settings }), 200)
  })
}

/** One for each assignment; a repeat, if a worker died after it had sent, bears the same id. */
async function expectEveryEmail(truth: Truth, messageIds: readonly string[]): Promise<void> {
  const assigned = await truth.rows(
    "select key from notifier.notifications where type = 'ticket_assigned'",
  )
  await expect
    .poll(() => truth.rows("select id from notifier.deliveries where state <> 'delivered'"), {
      timeout: 30_000,
    })
    .toEqual([])
  const deliveries = await truth.rows('select id from notifier.deliveries')
  expect(deliveries).toHaveLength(assigned.length)
  expect(new Set(messageIds)).toEqual(new Set(deliveries.map(({ id }) => id)))
}
