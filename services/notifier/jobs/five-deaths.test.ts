import { describe, expect, it, vi } from 'vitest'
import { openDeliveryDesk } from '#notifier/testing/delivery-desk.ts'
import { queueKinds, startQueueStores } from '#notifier/testing/queue-stores.ts'

/** The promise of the product: what a dead worker had in hand arrives within 10 s. */
const PROMISED_MS = 10_000
/** Each of the dead had the delivery for 6 s, and had to be started. */
const FIVE_LEASES_LIMIT_MS = 120_000
const patience = { timeout: 15_000, interval: 50 }

const storesFor = startQueueStores()

/** Before and after the mail server took the message, in turn. */
const deaths = ['before-send', 'after-send', 'before-send', 'after-send', 'before-send']

describe.concurrent.each(queueKinds)('with the queue on %s', (kind) => {
  it(
    'a delivery that killed five workers, one after another, is sent by the sixth within 10 s',
    async () => {
      await using desk = await openDeliveryDesk(storesFor(kind))
      const [id = ''] = await desk.addDeliveries(1)
      let killedAt = 0
      for (const point of deaths) {
        const kill = await desk.haltAt(point)
        killedAt = performance.now()
        await kill()
      }

      await using _channel = desk.start()
      await vi.waitFor(() => expect(desk.inbox.received).toHaveLength(3), patience)

      expect(performance.now() - killedAt).toBeLessThan(PROMISED_MS)
      expect(desk.inbox.received.map(({ messageId }) => messageId)).toEqual([id, id, id])
      await vi.waitFor(async () => {
        expect(await desk.stateOf(id)).toMatchObject({ state: 'delivered', attempts: 6 })
      }, patience)
    },
    FIVE_LEASES_LIMIT_MS,
  )
})
