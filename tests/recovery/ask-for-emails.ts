import { notificationTypes } from '@deskhive/shared/domain/agent/notification-settings.ts'
import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { expectStatus } from '#tests/support/desk-client.ts'
import type { Listening } from './follow-agents.ts'

/** Of everything that may concern them. */
export async function askForEmails(agents: readonly Listening[]): Promise<void> {
  const notification_settings = Object.fromEntries(
    notificationTypes.map((type) => [type, { email: true }]),
  )
  await inParallel(agents, agents.length, async ({ client }) => {
    expectStatus(await client.put('/external/profile', { notification_settings }), 200)
  })
}
