import { sql } from 'kysely'
import type { ChannelSender } from '#notifier/channels/channel.ts'
import { type ClaimedDelivery, claimDelivery } from './claim-delivery.ts'
import type { DeliveryKind, DeliveryRows } from './delivery-kind.ts'
import { CONCURRENCY, notificationRetries } from './limits.ts'
import {
  type DeliveringOptions,
  type RunningDeliveries,
  startDelivering,
} from './start-delivering.ts'

export type ChannelOptions = Omit<DeliveringOptions, 'kind'> & { readonly sender: ChannelSender }

/** From the rows of one channel to the agents that it reaches. */
export function startChannel({ sender, ...options }: ChannelOptions): RunningDeliveries {
  return startDelivering({ ...options, kind: kindOf(sender) })
}

function rowsOf(channel: ChannelSender['channel']): DeliveryRows {
  return { table: 'notifier.deliveries', ofKind: sql`channel = ${channel}`, receiver: null }
}

function kindOf(sender: ChannelSender): DeliveryKind<ClaimedDelivery> {
  return {
    name: sender.channel,
    rows: rowsOf(sender.channel),
    concurrency: CONCURRENCY,
    retries: notificationRetries,
    claim: claimDelivery,
    send: async ({ id: delivery_id, email, items, is_digest }) => {
      await sender.send({ delivery_id, email, items, is_digest })
      return { status: null }
    },
  }
}
