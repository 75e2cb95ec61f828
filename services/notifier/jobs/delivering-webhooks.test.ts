import { type ReceivedRequest, startReceiver } from '@deskhive/shared/testing/receiver.ts'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it, vi } from 'vitest'
import { openAgentWebhookDesk } from '#notifier/testing/agent-webhook-desk.ts'
import { type QueueKind, queueKinds, startQueueStores } from '#notifier/testing/queue-stores.ts'

/** The promise of the product: what a dead worker had in hand arrives within 10 s. */
const PROMISED_MS = 10_000
/** And a receiver hears of what happened in this time, whatever becomes of others. */
const PROMPT_MS = 2_000
const HANGING = 100
const ALIVE = 1_000
const patience = { timeout: 15_000, interval: 20 }

const storesFor = startQueueStores()

describe.concurrent.each(queueKinds)('with the queue on %s', (kind) => {
  describeDelivering(kind)
})
// By themselves, for they are timed.
describe.each(queueKinds)('in time, with the queue on %s', (kind) => {
  describeFairness(kind)
})

const idsOf = (received: readonly ReceivedRequest[]) => received.map(({ id }) => id)

const openDesk = (kind: QueueKind) => openAgentWebhookDesk(storesFor(kind))

function describeFairness(kind: QueueKind): void {
  it('a hundred receivers that hang, with many deliveries pending, do not delay another’s', async () => {
    await using desk = await openDesk(kind)
    await using dead = await startReceiver('hang')
    await using receiver = await startReceiver()
    for (let id = 1; id <= HANGING; id += 1) {
      await desk.addAgent(id, dead.url)
      await desk.giveSecret(id)
      await desk.addDeliveries(id, 8)
    }
    await desk.addAgent(ALIVE, receiver.url)
    await desk.giveSecret(ALIVE)
    await using channel = desk.start()
    await vi.waitFor(() => expect(dead.received.length).toBeGreaterThanOrEqual(HANGING), patience)

    // While it is not known yet who hangs, while it is just found out, and then.
    for (let round = 1; round <= 5; round += 1) {
      const startedAt = performance.now()
      await desk.addDeliveries(ALIVE, 5)
      channel.wake()
      await vi.waitFor(() => expect(receiver.received).toHaveLength(5 * round), patience)
      expect(performance.now() - startedAt).toBeLessThan(PROMPT_MS)
      await vi.waitFor(
        () => expect(dead.received.length).toBeGreaterThan(HANGING * (1 + round / 2)),
        patience,
      )
    }
  })
}

function describeDelivering(kind: QueueKind): void {
  it('a notification is posted once, signed, and says what the app says', async () => {
    await using desk = await openDesk(kind)
    await using receiver = await startReceiver()
    await desk.addAgent(7, `${receiver.url}in`)
    const before = await desk.giveSecret(7)
    const secret = await desk.giveSecret(7)
    const [id = ''] = await desk.addDeliveries(7, 1)

    await using _channel = desk.start()
    await vi.waitFor(async () => {
      expect(await desk.stateOf(id)).toEqual({
        state: 'delivered',
        attempts: 1,
        last_error: null,
        last_status: 204,
      })
    }, patience)

    const [request] = receiver.received
    expect(receiver.received).toHaveLength(1)
    expect(request).toMatchObject({ method: 'POST', path: '/in' })
    expect(request?.headers).toMatchObject({ 'webhook-id': id, 'content-type': 'application/json' })
    for (const known of [secret, before]) {
      expect(new Webhook(known).verify(request?.body ?? '', { ...request?.headers })).toEqual({
        type: 'ticket_reply',
        timestamp: '2026-03-15T14:30:00.000Z',
        data: {
          id: expect.any(Number),
          type: 'ticket_reply',
          title: `About ${id}`,
          message: 'News?',
          ticket_id: 1001,
          sender_name: 'Carl',
          created_at: '2026-03-15T14:30:00.000Z',
        },
      })
    }
  })

  it('a worker killed after the receiver took it is repeated within 10 s with the same id', async () => {
    await using desk = await openDesk(kind)
    await using receiver = await startReceiver()
    await desk.addAgent(7, receiver.url)
    await desk.giveSecret(7)
    const [id = ''] = await desk.addDeliveries(7, 1)
    const kill = await desk.haltAt('after-send')
    await using _channel = desk.start()
    const killedAt = performance.now()
    await kill()

    await vi.waitFor(() => expect(receiver.received).toHaveLength(2), patience)

    expect(performance.now() - killedAt).toBeLessThan(PROMISED_MS)
    expect(idsOf(receiver.received)).toEqual([id, id])
    await vi.waitFor(async () => {
      expect(await desk.stateOf(id)).toMatchObject({ state: 'delivered', attempts: 2 })
    }, patience)
  })

  it('an answer that is none is tried again with the same id, 410 is not', async () => {
    await using desk = await openDesk(kind)
    const answers = [500, 302, 404, 200]
    await using receiver = await startReceiver((response) =>
      response.writeHead(answers.shift() ?? 410, { location: 'http://127.0.0.1:1/' }).end(),
    )
    await desk.addAgent(7, receiver.url)
    await desk.giveSecret(7)
    const [id = ''] = await desk.addDeliveries(7, 1)
    await using _channel = desk.start()

    for (const [index, status] of [500, 302, 404].entries()) {
      const attempts = index + 1
      await vi.waitFor(async () => {
        expect(await desk.stateOf(id)).toEqual({
          state: 'pending',
          attempts,
          last_error: `HTTP ${status}`,
          last_status: status,
        })
      }, patience)
      await desk.hurry()
    }
    await vi.waitFor(async () => {
      expect(await desk.stateOf(id)).toMatchObject({ state: 'delivered', last_status: 200 })
    }, patience)
    expect(new Set(idsOf(receiver.received))).toEqual(new Set([id]))

    const [last = ''] = await desk.addDeliveries(7, 1)
    await vi.waitFor(async () => {
      expect(await desk.stateOf(last)).toEqual({
        state: 'cancelled',
        attempts: 1,
        last_error: 'HTTP 410',
        last_status: 410,
      })
    }, patience)
  })

  it('who has no URL any more, or never made a secret, is sent nothing', async () => {
    await using desk = await openDesk(kind)
    await using receiver = await startReceiver()
    await desk.addAgent(1, null)
    await desk.addAgent(2, receiver.url)
    await desk.giveSecret(1)
    const [noUrl = ''] = await desk.addDeliveries(1, 1)
    const [noSecret = ''] = await desk.addDeliveries(2, 1)

    await using _channel = desk.start()
    await vi.waitFor(async () => {
      expect(await desk.stateOf(noUrl)).toMatchObject({ state: 'cancelled', last_error: 'no-url' })
      expect(await desk.stateOf(noSecret)).toMatchObject({
        state: 'cancelled',
        last_error: 'no-secret',
      })
    }, patience)
    expect(receiver.received).toEqual([])
  })

  it('an address inside is not sent to, though it was saved', async () => {
    await using desk = await openDesk(kind)
    await desk.addAgent(7, 'http://0x7f.2:9/')
    await desk.giveSecret(7)
    const [id = ''] = await desk.addDeliveries(7, 1)

    await using _channel = desk.start()
    await vi.waitFor(async () => {
      expect(await desk.stateOf(id)).toMatchObject({
        state: 'pending',
        last_error: 'target-refused',
      })
    }, patience)
  })
}
