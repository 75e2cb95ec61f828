import type { OutgoingChannel } from '#notifier/fold/tell.ts'
import type { Sent } from '#notifier/jobs/delivery-kind.ts'

/** What an agent is told, as a channel needs it. */
export type OutgoingMessage = {
  /** The same at every try: by it the receiver knows a repeat. */
  readonly delivery_id: string
  readonly agent_id: number
  /** Where the agent can be reached at this moment. */
  readonly email: string
  readonly webhook_url: string | null
  /** One, or those of a digest in the order in which they happened. */
  readonly items: readonly MessageItem[]
  readonly is_digest: boolean
}

export type MessageItem = {
  /** As the app shows it. */
  readonly id: number
  readonly type: string
  readonly title: string
  readonly message: string
  readonly ticket_id: number
  readonly sender_name: string
  /** When it happened, ISO 8601 in UTC. */
  readonly created_at: string
}

/** Disposing lets go of what it keeps open between messages. */
export type ChannelSender = Disposable & {
  readonly channel: OutgoingChannel
  /**
   * @param signal aborts when nobody waits for it any more
   * @throws DeliveryFailed, NotWanted; anything else is worth another try, too
   */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<Sent>
}

/** There is nobody who wants it any more, which is nobody's failure. `code` says why. */
export class NotWanted extends Error {
  readonly code: string
  /** Of the answer, where the receiver said so itself. */
  readonly status: number | null

  constructor(code: string, status: number | null = null) {
    super(`Not wanted: ${code}`)
    this.name = 'NotWanted'
    this.code = code
    this.status = status
  }
}

/** The receiver did not take it. `code` names the reason without an address or a text: it is kept and logged. */
export class DeliveryFailed extends Error {
  readonly code: string
  /** Another try would end the same. */
  readonly isFinal: boolean
  /** Of the answer, where the receiver speaks HTTP and gave one. */
  readonly status: number | null

  constructor(code: string, isFinal: boolean, status: number | null = null) {
    super(`Not delivered: ${code}`)
    this.name = 'DeliveryFailed'
    this.code = code
    this.isFinal = isFinal
    this.status = status
  }
}
