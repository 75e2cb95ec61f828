import { agent, agentWebhookSecretMade } from '@deskhive/shared/domain/agent/agent.ts'
import { requireLiving } from '@deskhive/shared/domain/resource/decide-resource.ts'
import { agentOf } from '#api/caller.ts'
import { aggregateOf } from '#api/commands/aggregates.ts'
import { execute } from '#api/commands/execute.ts'
import { giveSecret } from '#api/commands/give-secret.ts'
import { needsSecretsKey } from '#api/commands/needs-secrets-key.ts'
import type { Desk } from '#api/desk.ts'
import type { App } from '#api/route.ts'

const config = { group: 'external', answerIsSecret: true } as const

/** A new secret for what is posted to the agent: shown here and nowhere else. */
export function agentWebhookSecretRoutes(app: App, desk: Desk): void {
  app.post('/external/profile/webhook-secret', { config }, async (request, reply) => {
    const { signingSecrets } = desk
    if (signingSecrets === null) throw needsSecretsKey('A webhook secret needs')

    const { id } = agentOf(request.caller)
    await execute(
      desk,
      { request, reply },
      {
        aggregate: aggregateOf(agent),
        id,
        type: 'MakeWebhookSecret',
        decide: (present) => {
          requireLiving(agent, present)
          return [{ type: agentWebhookSecretMade, data: {} }]
        },
      },
    )
    // Only after the log has it: a secret never changes without a trace.
    const data = { secret: await giveSecret(signingSecrets.agent, request, id) }
    return reply.code(201).send({ data, message: 'Webhook secret made' })
  })
}
