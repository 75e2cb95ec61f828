import { createTransport } from 'nodemailer'
import { EMAIL_LIMIT_MS, EMAILS_AT_ONCE } from '#notifier/jobs/limits.ts'
import { type ChannelSender, DeliveryFailed, type OutgoingMessage } from './channel.ts'
import { textsOf } from './email-texts.ts'

type EmailOptions = {
  /** `smtp://user:password@host:port`, or `smtps:` */
  readonly url: string
  /** `Desk <desk@example.org>` or the bare address. */
  readonly from: string
}

/** Until a server has greeted, which some put off for seconds: who speaks too early sends spam. */
const CONNECT_LIMIT_MS = 10_000

/** Connections that nothing is sent on end before servers and what lies between usually cut them. */
const KEPT_OPEN_MS = 10_000

/**
 * One message for one delivery or digest, as plain text and as HTML. The Message-ID comes from the delivery's id.
 * Connections are used again for a while, for greeting, TLS and login cost more than a message. One that is cut is
 * replaced: what was on it is sent once more at once, and after that is a failed try like any other.
 */
export function emailChannel({ url, from }: EmailOptions): ChannelSender {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: EMAILS_AT_ONCE,
    idleTimeout: KEPT_OPEN_MS,
    maxRequeues: 1,
    connectionTimeout: CONNECT_LIMIT_MS,
    socketTimeout: EMAIL_LIMIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const closing = new AbortController()
  const domain = /@([^\s@>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'

  return {
    channel: 'email',
    send: async (message, given) => {
      try {
        const signal = AbortSignal.any([given, closing.signal])
        await transport.sendMail({ ...compose(message, { from, domain }), signal })
        return { status: null }
      } catch (error) {
        throw describeFailure(error)
      }
    },
    // Whoever disposes has waited for what is in hand: a process has to end, also under a server that takes its time.
    [Symbol.dispose]: () => {
      closing.abort()
      transport.close()
    },
  }
}

function compose(message: OutgoingMessage, { from, domain }: { from: string; domain: string }) {
  return {
    from,
    to: { name: '', address: message.email }, // as an object it is one address, whatever is in it
    messageId: `<${message.delivery_id}@${domain}>`,
    ...threadOf(message, domain),
    ...textsOf(message),
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** All emails about a ticket are replies to one that was never sent, so that readers show them together. */
function threadOf({ items, is_digest }: OutgoingMessage, domain: string) {
  const [item] = items
  if (is_digest || item === undefined) return {}
  const thread = `<ticket-${item.ticket_id}@${domain}>`
  return { inReplyTo: thread, references: thread }
}

/** 5xx means never, by RFC 5321 §4.2.1; but a server that refuses our login may be mended. */
function describeFailure(error: unknown): DeliveryFailed {
  const { code, responseCode } = parseFailure(error)
  const isFinal = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return new DeliveryFailed(responseCode > 0 ? `${code} ${responseCode}` : code, isFinal)
}

function parseFailure(error: unknown): { code: string; responseCode: number } {
  const known = error instanceof Error ? (error as Error & Record<string, unknown>) : {}
  const code = 'code' in known && typeof known.code === 'string' ? known.code : 'EUNKNOWN'
  const hasResponse = 'responseCode' in known && typeof known.responseCode === 'number'
  return { code, responseCode: hasResponse ? Number(known.responseCode) : 0 }
}
