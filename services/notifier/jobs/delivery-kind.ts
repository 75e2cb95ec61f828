import type { NotifierTables } from '@deskhive/shared/read-model/notification-tables.ts'
import type { Kysely, RawBuilder } from 'kysely'

/** Deliveries that go the same way: where they lie, and what a try does. */
export type DeliveryKind<InHand extends DeliveryInHand = DeliveryInHand> = {
  /** Of the queue, in logs and in metrics. */
  readonly name: string
  readonly rows: DeliveryRows
  /** How many are sent at once. */
  readonly concurrency: number
  /** How many tries are begun in a second at most, by all processes together. */
  readonly perSecond: number
  readonly retries: Retries
  /** A try that is not over by then has failed. */
  readonly tryLimitMs: number
  /**
   * Takes deliveries in hand for `LEASE_MS`, and counts the tries.
   * @returns nothing for a claim where there is nothing to do: it is settled, not due yet, or in another's hand
   */
  claim(db: Kysely<NotifierTables>, claims: readonly Claim[]): Promise<InHand[]>
  /**
   * @param signal aborts when the try has taken too long
   * @throws DeliveryFailed, NotWanted; anything else is worth another try, too
   */
  send(delivery: InHand, signal: AbortSignal): Promise<Sent>
}

export type Claim = {
  readonly id: string
  /** Names this try; only with it the outcome can be written. */
  readonly token: string
}

export type DeliveryInHand = {
  /** Of its claim. */
  readonly token: string
  /** The rows in hand. */
  readonly delivery_ids: readonly string[]
  /** Of `DeliveryRows.receiver`. */
  readonly receiver_id: number
  /** Tries since it was asked for, this one included. */
  readonly attempts: number
  /** Why it is not to be sent any more: a code; `null` where it is. */
  readonly cancelled: string | null
}

/** `status` is that of the answer, where the receiver speaks HTTP. */
export type Sent = { readonly status: number | null }

/** Rows that carry the columns of a delivery: `state`, `attempts`, `due_at`, `give_at`, `claimed_by` and so on. */
export type DeliveryRows = {
  readonly table: 'notifier.deliveries' | 'notifier.webhook_deliveries'
  /** Those of this kind, where others lie in the same table. */
  readonly ofKind: RawBuilder<boolean>
  /**
   * The column that names who receives it, so that each gets its turn. `null` where all go to one.
   */
  readonly receiver: 'agent_id' | 'webhook_id' | null
}

export type Retries = {
  /** Tries at most. */
  readonly attempts: number
  readonly firstPauseMs: number
  readonly growth: number
  readonly longestPauseMs: number
}

/** How a try ended. `code` says why without an address or a text. */
export type Outcome = {
  /** `null` where there was none. */
  readonly status: number | null
} & (
  | { readonly state: 'delivered' }
  | { readonly state: 'failed' | 'cancelled'; readonly code: string }
  | {
      readonly state: 'pending'
      readonly code: string
      readonly retryInMs: number
      /** Not where it was our own part that failed, and the receiver was not asked. */
      readonly isCounted: boolean
    }
)
