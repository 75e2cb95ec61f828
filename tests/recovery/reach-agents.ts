import { notificationTypes } from '@deskhive/shared/domain/agent/notification-settings.ts'
import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { z } from 'zod'
import { dataOf, expectStatus } from '#tests/support/patient-client.ts'
import type { Listening } from './follow-agents.ts'

/** By agent, what signs what is posted to it. */
export type AgentSecrets = ReadonlyMap<number, string>

const made = z.object({ secret: z.string() })

/** Whatever may concern them reaches them by email, too, and at a URL of their own below `url`. */
export async function reachAgents(
  agents: readonly Listening[],
  url: string,
): Promise<AgentSecrets> {
  const emails = Object.fromEntries(notificationTypes.map((type) => [type, { email: true }]))
  const secrets = new Map<number, string>()
  await inParallel(agents, agents.length, async ({ id, client }) => {
    const { secret } = dataOf(await client.post('/external/profile/webhook-secret', {}), made)
    secrets.set(id, secret)
    const notification_settings = { ...emails, webhook_url: new URL(pathOf(id), url).href }
    expectStatus(await client.put('/external/profile', { notification_settings }), 200)
  })
  return secrets
}

export function pathOf(agentId: number): string {
  return `/agents/${agentId}`
}
