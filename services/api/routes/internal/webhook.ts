import { eventTypes } from '@deskhive/shared/domain/event-types.ts'
import { rotateSecret } from '@deskhive/shared/domain/webhook/rotate-secret.ts'
import { MOST_EVENTS, webhook } from '@deskhive/shared/domain/webhook/webhook.ts'
import { type FieldErrors, refuseWrong } from '@deskhive/shared/kernel/refused.ts'
import type { SigningSecrets } from '@deskhive/shared/read-model/write-side/signing-secrets.ts'
import { z } from 'zod'
import { aggregateOf } from '#api/commands/aggregates.ts'
import { execute } from '#api/commands/execute.ts'
import { giveSecret } from '#api/commands/give-secret.ts'
import { needsSecretsKey } from '#api/commands/needs-secrets-key.ts'
import { targetErrors } from '#api/commands/target-errors.ts'
import type { Desk } from '#api/desk.ts'
import { presentResource } from '#api/present/resource.ts'
import type { App } from '#api/route.ts'
import type { ResourceRules, Sent } from '#api/routes/internal/resource-rules.ts'
import { idParams } from '#api/routes/parameters.ts'

/** The list of those that there are is what a wrong one is answered with. */
const events = z
  .array(z.enum(['*', ...eventTypes]))
  .min(1)
  .max(MOST_EVENTS)
  .overwrite((values) => [...new Set(values)])

/** A webhook leads to a public address, and its secret is shown once. */
export const webhookRules: ResourceRules = {
  sent: { create: { events }, change: { events: events.optional() } },
  alsoWrong: findUrlErrors,
  beforeCreate: async (desk, sent) => refuseWrong(await findUrlErrors(desk, sent)),
  beforeChange: async (desk, _exchange, sent) => refuseWrong(await findUrlErrors(desk, sent)),
  // Before the log has the webhook, so that none is ever without what signs for it.
  shownOnce: async (desk, { request }, id) => ({
    secret: await giveSecret(secretsOf(desk), request, id),
  }),
  afterDelete: async (desk, _exchange, id) => desk.signingSecrets?.webhook.forget(id),
}

/** Another secret; the one before signs beside it for a day. */
export function webhookSecretRoutes(app: App, desk: Desk): void {
  app.post(
    '/internal/webhooks/:id/rotate-secret',
    {
      config: { group: 'internal', scope: 'webhooks:update', answerIsSecret: true },
      schema: { params: idParams },
    },
    async (request, reply) => {
      const { id } = request.params
      const secrets = secretsOf(desk)
      const { state } = await execute(
        desk,
        { request, reply },
        { aggregate: aggregateOf(webhook), id, type: 'RotateWebhookSecret', decide: rotateSecret },
      )
      const secret = await giveSecret(secrets, request, id)
      return { data: { ...presentResource(webhook, state), secret }, message: 'Secret rotated' }
    },
  )
}

/** Asked before anything is written. */
function secretsOf({ signingSecrets }: Desk): SigningSecrets {
  if (signingSecrets !== null) return signingSecrets.webhook
  throw needsSecretsKey('Webhooks need')
}

function findUrlErrors(desk: Desk, { body }: Sent): Promise<FieldErrors> {
  return targetErrors(desk, 'url', body.url)
}
