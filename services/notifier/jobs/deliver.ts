import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { Kysely } from 'kysely'
import { type ChannelSender, DeliveryFailed } from '#notifier/channels/channel.ts'
import { type ClaimedDelivery, claimDelivery } from './claim-delivery.ts'
import { MAX_ATTEMPTS, retryDelayMs, SEND_LIMIT_MS } from './limits.ts'
import { type Outcome, settleDelivery } from './settle-delivery.ts'

export type Delivering = {
  readonly db: Kysely<NotifierTables>
  readonly sender: ChannelSender
  readonly logger: Logger
  readonly onOutcome: (outcome: Outcome['state']) => void
  /** Names: `before-send`, `after-send`. A recovery test stops the program there. */
  readonly faultPoint?: (name: string) => Promise<void> | void
}

/**
 * One try at one delivery. The row decides: whoever claims it sends, everyone else finds nothing to do,
 * and who lost the claim meanwhile leaves the outcome to the next one, who sends with the same id.
 */
export async function deliver(delivering: Delivering, id: string): Promise<void> {
  const { db, logger, sender } = delivering
  const token = randomUUID()
  const delivery = await claimDelivery(db, { id, token })
  if (delivery === null) return

  const outcome = await attempt(delivering, delivery)
  const isOurs = await settleDelivery(db, { ids: delivery.delivery_ids, token }, outcome)
  if (!isOurs) return
  delivering.onOutcome(outcome.state)
  if (outcome.state === 'failed') {
    const { channel } = sender
    logger.error({ delivery: id, channel, code: outcome.code }, 'a delivery failed for good')
  }
}

async function attempt(delivering: Delivering, delivery: ClaimedDelivery): Promise<Outcome> {
  if (!delivery.is_reachable) return { state: 'cancelled', code: 'agent-gone' }
  // Counted at the claim, so a delivery that kills its worker again and again comes to an end here.
  if (delivery.attempts > MAX_ATTEMPTS) return { state: 'failed', code: 'abandoned' }

  try {
    await delivering.faultPoint?.('before-send')
    await sendInTime(delivering.sender, delivery)
    await delivering.faultPoint?.('after-send')
    return { state: 'delivered' }
  } catch (error) {
    return outcomeOf(error, delivery.attempts)
  }
}

async function sendInTime(sender: ChannelSender, delivery: ClaimedDelivery): Promise<void> {
  const limit = new AbortController()
  const { id: delivery_id, email, items, is_digest } = delivery
  const late = setTimeout(SEND_LIMIT_MS, undefined, { signal: limit.signal }).then(() => {
    throw new DeliveryFailed('ETIMEDOUT', false)
  })
  try {
    await Promise.race([sender.send({ delivery_id, email, items, is_digest }), late])
  } finally {
    limit.abort()
    late.catch(() => undefined) // it ends with the abort, and nobody waits for it any more
  }
}

function outcomeOf(error: unknown, attempts: number): Outcome {
  const isKnown = error instanceof DeliveryFailed
  const code = isKnown ? error.code : 'EUNKNOWN'
  if ((isKnown && error.isFinal) || attempts >= MAX_ATTEMPTS) return { state: 'failed', code }
  return { state: 'pending', code, retryInMs: retryDelayMs(attempts, Math.random()) }
}
