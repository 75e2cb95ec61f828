import type { Reach } from '@deskhive/shared/outbound/target.ts'
import type { SigningSecrets } from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import { type ChannelSender, NotWanted, type OutgoingMessage } from './channel.ts'
import { judgeAnswer, postSigned, secretsFor } from './post-signed.ts'

type WebhookOptions = {
  readonly reach: Reach
  readonly secrets: Pick<SigningSecrets, 'inForce'>
}

/** One POST for each notification, signed as Standard Webhooks has it. `webhook-id` is the delivery's id. */
export function webhookChannel({ reach, secrets: kept }: WebhookOptions): ChannelSender {
  return {
    channel: 'webhook',
    send: async (message) => {
      const url = message.webhook_url
      if (url === null) throw new NotWanted('no-url')
      const secrets = await secretsFor(message.agent_id, kept)
      if (secrets.length === 0) throw new NotWanted('no-secret')

      const signed = { url, id: message.delivery_id, body: bodyOf(message), secrets }
      return judgeAnswer(await postSigned(signed, reach))
    },
    [Symbol.dispose]: () => undefined, // each post has a connection of its own
  }
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
