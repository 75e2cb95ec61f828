import { streamName } from '@deskhive/shared/kernel/event.ts'
import { startReceiver } from '@deskhive/shared/testing/receiver.ts'
import { someEvent } from '@deskhive/shared/testing/some-event.ts'
import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { retryDelayMs, webhookRetries } from '#notifier/jobs/limits.ts'
import { openWebhookDesk, type WebhookDesk } from '#notifier/testing/account-webhook-desk.ts'
import { type QueueKind, queueKinds, startQueueStores } from '#notifier/testing/queue-stores.ts'

const HANGING = 100
/** Less than half of the time that a try at one who hangs takes. */
const PROMPT_MS = 2_000
const patience = { timeout: 20_000, interval: 50 }

const storesFor = startQueueStores()

it('the tries of a delivery spread over about three days', () => {
  for (const [chance, least, most] of [
    [0, 66, 72],
    [1, 80, 90],
  ] as const) {
    const pauses = Array.from({ length: webhookRetries.attempts - 1 }, (_, tried) =>
      retryDelayMs(webhookRetries, tried + 1, chance),
    )
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    const hours = pauses.reduce((sum, pause) => sum + pause, 0) / 3_600_000
    expect(hours).toBeGreaterThan(least)
    expect(hours).toBeLessThan(most)
  }
})

describe.concurrent.each(queueKinds)('with the queue on %s', (kind) => {
  describeDelivering(kind)
})
// By themselves, for they are timed.
describe.each(queueKinds)('in time, with the queue on %s', (kind) => {
  it('a hundred receivers that never answer do not delay another', async () => {
    await using desk = await openWebhookDesk(storesFor(kind))
    await using dead = await startReceiver('hang')
    await using alive = await startReceiver(200)
    for (let n = 0; n < HANGING; n += 1) {
      await desk.addDeliveries((await desk.addWebhook(dead.url)).id, 4)
    }
    const { id } = await desk.addWebhook(alive.url)
    await using _running = desk.start()
    await vi.waitFor(() => expect(dead.received.length).toBeGreaterThanOrEqual(HANGING), patience)

    await desk.addDeliveries(id, 5)
    const addedAt = performance.now()
    await vi.waitFor(() => expect(alive.received).toHaveLength(5), patience)
    expect(performance.now() - addedAt).toBeLessThan(PROMPT_MS)
  })
})

function describeDelivering(kind: QueueKind): void {
  const openDesk = () => openWebhookDesk(storesFor(kind))
  const ended = (desk: WebhookDesk, id: number, expected: readonly object[]) =>
    vi.waitFor(async () => expect(await desk.deliveriesOf(id)).toMatchObject(expected), patience)

  it('an event is sent once, signed, as the log has it', async () => {
    await using desk = await openDesk()
    await using receiver = await startReceiver(200)
    const { id, secret } = await desk.addWebhook(receiver.url)
    const events = await desk.addDeliveries(id, 12)
    await using _running = desk.start()
    await ended(
      desk,
      id,
      events.map((event) => ({
        event_id: event.id,
        state: 'delivered',
        attempts: 1,
        last_status: 200,
      })),
    )
    const { received: calls } = receiver
    expect(calls.map((call) => call.id).sort()).toEqual(events.map((event) => event.id).sort())
    for (const call of calls) {
      const event = events.find((one) => one.id === call.id)
      expect(call.isSignedWith(secret)).toBe(true)
      expect(call.isSignedWith(`whsec_${'A'.repeat(43)}=`)).toBe(false)
      expect(JSON.parse(call.body)).toEqual({
        type: 'LabelChanged',
        timestamp: event?.metadata.occurred_at,
        position: String(event?.position),
        resource: 'label',
        resource_id: id,
        actor: { type: 'system', id: null, name: 'System' },
        data: event?.data,
      })
    }
  })

  it.each(['before-send', 'after-send'])(
    'a worker killed %s is replaced within 10 s, and the event has the same id',
    async (point) => {
      await using desk = await openDesk()
      await using receiver = await startReceiver(200)
      const { id } = await desk.addWebhook(receiver.url)
      const [event] = await desk.addDeliveries(id, 1)
      const kill = await desk.haltAt(point)
      const expected = point === 'after-send' ? [event?.id, event?.id] : [event?.id]
      await using _running = desk.start()
      const killedAt = performance.now()
      await kill()
      await ended(desk, id, [{ state: 'delivered', attempts: 2 }])
      expect(performance.now() - killedAt).toBeLessThan(10_000)
      expect(receiver.received.map((call) => call.id)).toEqual(expected)
    },
  )

  it('a refusal or a redirect is tried again later, a secret that was rotated signs too', async () => {
    await using desk = await openDesk()
    await using receiver = await startReceiver(302)
    const { id, secret } = await desk.addWebhook(receiver.url)
    await desk.addDeliveries(id, 1)
    await using _running = desk.start()
    await ended(desk, id, [
      { state: 'pending', attempts: 1, last_status: 302, last_error: 'HTTP 302' },
    ])

    receiver.answer(204)
    const commandId = '00000000-0000-4000-8000-000000000001'
    const next = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    await desk.secrets.give({ ownerId: id, commandId, secret: next })
    await ended(desk, id, [{ state: 'delivered', attempts: 2, last_status: 204 }])
    const signed = receiver.received.map((call) => [
      call.isSignedWith(secret),
      call.isSignedWith(next),
    ])
    expect(signed).toEqual([
      [true, false],
      [true, true],
    ])
  })

  it('tries that meet no log are not counted, and nobody is asked', async () => {
    await using desk = await openDesk()
    await using receiver = await startReceiver(200)
    const { id } = await desk.addWebhook(receiver.url)
    await desk.addDeliveries(id, 1)
    await desk.stopLog()
    await using _running = desk.start()
    await ended(desk, id, [{ state: 'pending', attempts: 0, last_error: 'event-store-away' }])
    expect(receiver.received).toEqual([])
    await desk.startLog()
    await ended(desk, id, [{ state: 'delivered', attempts: 1, last_error: null }])
  })

  it('an event that the log does not have yet, as a node that follows, is looked for again', async () => {
    await using desk = await openDesk()
    await using receiver = await startReceiver(200)
    const { id } = await desk.addWebhook(receiver.url)
    await desk.addDeliveries(id, 1)
    const next = { ...someEvent({ name: 'Next' }), type: 'LabelChanged' }
    await sql`
      update notifier.webhook_deliveries set event_id = ${next.id}, revision = revision + 1
      where webhook_id = ${id}`.execute(desk.database.db)
    await using _running = desk.start()
    await ended(desk, id, [{ state: 'pending', attempts: 1, last_error: 'event-gone' }])
    expect(receiver.received).toEqual([])

    await desk.store.append({ stream: streamName('label', id), expected: 0, events: [next] })
    await ended(desk, id, [{ state: 'delivered', attempts: 2 }])
  })

  it('410 ends all that waits without a failure, and switches off by a command that names the event', async () => {
    await using desk = await openDesk()
    await using receiver = await startReceiver(410)
    const { id } = await desk.addWebhook(receiver.url)
    const [event] = await desk.addDeliveries(id, 1)
    await using _running = desk.start()
    const asked = { state: 'cancelled', attempts: 1, last_status: 410, last_error: 'HTTP 410' }
    await ended(desk, id, [asked])
    const [, off] = await desk.store.readStream(`webhook-${id}`)
    expect(off).toMatchObject({
      type: 'WebhookChanged',
      data: { status: 'inactive' },
      metadata: { rule: 'webhook_gone', $causationId: event?.id, actor_type: 'system' },
    })
  })
}
