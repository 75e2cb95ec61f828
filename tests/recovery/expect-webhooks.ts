import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { TestReceiver } from '@deskhive/shared/testing/receiver.ts'
import { expect } from 'vitest'
import { z } from 'zod'
import { dataOf, type PatientClient } from '#tests/support/patient-client.ts'
import type { Truth } from '#tests/support/truth.ts'

/** Some of every kind of stream, and not all: what is not asked for must not come. */
const wanted = [
  'AgentChanged',
  'SettingsChanged',
  'TicketCreated',
  'TicketAssigned',
  'TicketUnassigned',
  'TicketReplied',
]

export type Subscription = { readonly id: number; readonly secret: string }

const path = '/desk'
const created = z.object({ id: z.int(), secret: z.string() })

export async function subscribe(staff: PatientClient, url: string): Promise<Subscription> {
  const hook = { url: new URL(path, url).href, events: wanted }
  return dataOf(await staff.post('/internal/webhooks', hook), created)
}

/** The event is read from the log for each try: three tries that met a log that was away are 5, 20 and 80 s apart. */
const SETTLED_LIMIT_MS = 150_000

type Subscribed = {
  readonly webhook: Subscription
  readonly truth: Truth
  readonly receiver: TestReceiver
}

/**
 * The receiver got every event since the subscription that it asked for, and no other: once in effect, for a repeat
 * has the same `webhook-id` and the same text.
 */
export async function expectWebhooks(
  { webhook: { id, secret }, truth, receiver }: Subscribed,
  log: readonly RecordedEvent[],
): Promise<void> {
  const unsettled = `select event_id, state, last_error from notifier.webhook_deliveries where state <> 'delivered'`
  await expect.poll(() => truth.rows(unsettled), { timeout: SETTLED_LIMIT_MS }).toEqual([])

  const since = log.findIndex(({ stream }) => stream === `webhook-${id}`)
  const expected = log.slice(since).filter(({ type }) => wanted.includes(type))
  const own = receiver.received.filter((call) => call.path === path)
  const calls = Map.groupBy(own, (call) => call.id)
  expect([...calls.keys()].sort()).toEqual(expected.map((event) => event.id).sort())
  for (const [, made] of calls) {
    expect(new Set(made.map(({ body }) => body)).size).toBe(1)
    expect(made.every((call) => call.isSignedWith(secret))).toBe(true)
  }
}
