import { PostFailed, post } from '@deskhive/shared/outbound/post.ts'
import { CannotOpen } from '@deskhive/shared/outbound/sealed-secrets.ts'
import type { Reach } from '@deskhive/shared/outbound/target.ts'
import { webhookHeaders } from '@deskhive/shared/outbound/webhook-signature.ts'
import type { SigningSecrets } from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import type { Sent } from '#notifier/jobs/delivery-kind.ts'
import { DeliveryFailed, NotWanted } from './channel.ts'

type SignedPost = {
  readonly url: string
  /** `webhook-id`: by it the receiver knows a repeat. */
  readonly id: string
  /** JSON. */
  readonly body: string
  readonly secrets: readonly string[]
}

/** For all of a request, within what a try may take (`POST_LIMIT_MS`). */
const ANSWER_LIMIT_MS = 4_000

const headers = { 'content-type': 'application/json', 'user-agent': 'DeskHive' }

/**
 * One POST as Standard Webhooks has it.
 * @returns the status of the answer
 * @throws DeliveryFailed where there is none
 */
export async function postSigned(
  { url, id, body, secrets }: SignedPost,
  reach: Reach,
): Promise<number> {
  const signed = webhookHeaders({ id, sentAt: new Date(), body, secrets })
  const request = { url, headers: { ...headers, ...signed }, body, limitMs: ANSWER_LIMIT_MS }
  try {
    const { status } = await post(request, reach)
    return status
  } catch (error) {
    if (error instanceof PostFailed) throw new DeliveryFailed(error.code, false)
    throw error
  }
}

/** What signs for a receiver. @throws DeliveryFailed where the key that sealed it is away: it may come back */
export async function secretsFor(
  receiverId: number,
  secrets: Pick<SigningSecrets, 'inForce'>,
): Promise<string[]> {
  try {
    return await secrets.inForce(receiverId)
  } catch (error) {
    throw error instanceof CannotOpen ? new DeliveryFailed('secret-sealed', false) : error
  }
}

/** `410 Gone`: the receiver asks never to be called again. */
export const GONE = 410

/** Taken is 2xx. @throws NotWanted on 410, DeliveryFailed on all else, which may be mended */
export function judgeAnswer(status: number): Sent {
  if (status >= 200 && status < 300) return { status }
  if (status === GONE) throw new NotWanted(`HTTP ${status}`, status)
  throw new DeliveryFailed(`HTTP ${status}`, false, status)
}
