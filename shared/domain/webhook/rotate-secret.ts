import type { DomainEvent } from '../../kernel/event.ts'
import { Refused } from '../../kernel/refused.ts'
import type { ResourceState } from '../resource/resource-state.ts'
import { webhookSecretRotated } from './webhook.ts'

/** How long what was signed with the secret before can still be checked with it. */
export const ROTATION_HOURS = 24

export function rotateSecret(state: ResourceState): DomainEvent[] {
  if (state.is_deleted) throw new Refused('NOT_FOUND', 'This webhook does not exist')
  return [{ type: webhookSecretRotated, data: {} }]
}
