import type { DomainEvent } from '../../kernel/event.ts'
import { requireLiving } from '../resource/decide-resource.ts'
import type { ResourceState } from '../resource/resource-state.ts'
import { webhook, webhookSecretRotated } from './webhook.ts'

/** From now on another secret signs; the one before signs beside it for a while. */
export function rotateSecret(state: ResourceState): DomainEvent[] {
  requireLiving(webhook, state)
  return [{ type: webhookSecretRotated, data: {} }]
}
