import { sql } from 'kysely'
import type { ChannelSender } from '#notifier/channels/channel.ts'
import { type ClaimedDelivery, claimDeliveries } from './claim-delivery.ts'
import type { DeliveryKind, DeliveryRows } from './delivery-kind.ts'
import {
  EMAIL_LIMIT_MS,
  EMAILS_AT_ONCE,
  EMAILS_PER_SECOND,
  MANY_RECEIVERS_CONCURRENCY,
  notificationRetries,
  POST_LIMIT_MS,
  POSTS_PER_SECOND,
} from './limits.ts'
import {
  type DeliveringOptions,
  type RunningDeliveries,
  startDelivering,
} from './start-delivering.ts'

export type ChannelOptions = Omit<DeliveringOptions, 'kind'> & { readonly sender: ChannelSender }

/** From the rows of one channel to the agents that it reaches. Disposing of it disposes of its sender. */
export function startChannel({ sender, ...options }: ChannelOptions): RunningDeliveries {
  const delivering = startDelivering({ ...options, kind: kindOf(sender) })
  return {
    wake: delivering.wake,
    [Symbol.asyncDispose]: async () => {
      await delivering[Symbol.asyncDispose]()
      sender[Symbol.dispose]()
    },
  }
}

type Channel = ChannelSender['channel']

/** How many at once and in a second, and whose turn it is: a webhook is somebody's own server, which may hang. */
const channels: {
  readonly [channel in Channel]: Pick<DeliveryKind, 'concurrency' | 'perSecond' | 'tryLimitMs'> &
    Pick<DeliveryRows, 'receiver'>
} = {
  email: {
    concurrency: EMAILS_AT_ONCE,
    perSecond: EMAILS_PER_SECOND,
    tryLimitMs: EMAIL_LIMIT_MS,
    receiver: null,
  },
  webhook: {
    concurrency: MANY_RECEIVERS_CONCURRENCY,
    perSecond: POSTS_PER_SECOND,
    tryLimitMs: POST_LIMIT_MS,
    receiver: 'agent_id',
  },
}

function kindOf(sender: ChannelSender): DeliveryKind<ClaimedDelivery> {
  const { channel } = sender
  const { receiver, ...limits } = channels[channel]
  return {
    name: channel,
    rows: { table: 'notifier.deliveries', ofKind: sql`channel = ${sql.lit(channel)}`, receiver },
    ...limits,
    retries: notificationRetries,
    claim: claimDeliveries,
    send: ({ id: delivery_id, ...message }, signal) =>
      sender.send({ delivery_id, ...message }, signal),
  }
}
