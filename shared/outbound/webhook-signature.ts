import { createHmac, randomBytes } from 'node:crypto'

// Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks, "Signature scheme".

const prefix = 'whsec_'

/** The scheme asks for 24 to 64; more than the hash has does not make it stronger. */
const SECRET_BYTES = 32

/** For whoever receives: shown once, kept sealed. */
export function makeWebhookSecret(): string {
  return `${prefix}${randomBytes(SECRET_BYTES).toString('base64')}`
}

type SignedMessage = {
  /** The same at every try, so that the receiver knows a repeat. Without a dot. */
  readonly id: string
  /** Of this try: receivers refuse what is too old. */
  readonly sentAt: Date
  /** As it is sent, byte for byte. */
  readonly body: string
  /** While a secret is being exchanged the old one signs, too. */
  readonly secrets: readonly string[]
}

export function webhookHeaders({ id, sentAt, body, secrets }: SignedMessage) {
  const timestamp = String(Math.floor(sentAt.getTime() / 1_000))
  const signed = `${id}.${timestamp}.${body}`
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64')
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
