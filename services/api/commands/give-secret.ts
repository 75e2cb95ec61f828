import { makeWebhookSecret } from '@deskhive/shared/outbound/webhook-signature.ts'
import type { SigningSecrets } from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import type { FastifyRequest } from 'fastify'

/** Another secret that signs; a request that is repeated is given the same. */
export function giveSecret(
  secrets: SigningSecrets,
  { command }: FastifyRequest,
  ownerId: number,
): Promise<string> {
  return secrets.give({ ownerId, commandId: command.id, secret: makeWebhookSecret() })
}
