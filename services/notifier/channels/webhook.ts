import { CannotOpen, type SealedSecrets } from '@deskhive/shared/outbound/sealed-secrets.ts'
import type { Reach } from '@deskhive/shared/outbound/target.ts'
import {
  type AgentWebhookSecrets,
  agentWebhookOwner,
} from '@deskhive/shared/read-model/write-side/agent-webhook-secrets.ts'
import { type ChannelSender, DeliveryFailed, NotWanted, type OutgoingMessage } from './channel.ts'
import { judgeAnswer, postSigned } from './post-signed.ts'

export type WebhookOptions = {
  readonly reach: Reach
  readonly secrets: Pick<AgentWebhookSecrets, 'inForce'>
  /** Null without `SECRETS_KEY`: no secret can be made then, and none that was made before opened. */
  readonly sealed: SealedSecrets | null
}

/** One POST for each notification, signed as Standard Webhooks has it. `webhook-id` is the delivery's id. */
export function webhookChannel(options: WebhookOptions): ChannelSender {
  return {
    channel: 'webhook',
    send: async (message) => {
      const url = message.webhook_url
      if (url === null) throw new NotWanted('no-url')
      const secrets = await secretsOf(message.agent_id, options)
      if (secrets.length === 0) throw new NotWanted('no-secret')

      const signed = { url, id: message.delivery_id, body: bodyOf(message), secrets }
      return judgeAnswer(await postSigned(signed, options.reach))
    },
    [Symbol.dispose]: () => undefined, // each post has a connection of its own
  }
}

async function secretsOf(agentId: number, { secrets, sealed }: WebhookOptions): Promise<string[]> {
  const kept = await secrets.inForce(agentId)
  if (kept.length > 0 && sealed === null) throw secretSealed()
  try {
    return kept.flatMap((secret) => sealed?.open(secret, agentWebhookOwner(agentId)) ?? [])
  } catch (error) {
    throw error instanceof CannotOpen ? secretSealed() : error
  }
}

/** The key may come back. */
function secretSealed(): DeliveryFailed {
  return new DeliveryFailed('secret-sealed', false)
}

/** What the agent finds in the app, and no more. */
function bodyOf({ items }: OutgoingMessage): string {
  const [item] = items
  return JSON.stringify({
    type: item?.type,
    timestamp: item?.created_at,
    data: item && {
      id: item.id,
      type: item.type,
      title: item.title,
      message: item.message,
      ticket_id: item.ticket_id,
      sender_name: item.sender_name,
      created_at: item.created_at,
    },
  })
}
