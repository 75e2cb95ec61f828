import type { DomainEvent } from '../../kernel/event.ts'
import { Refused } from '../../kernel/refused.ts'
import type { ResourceState } from '../resource/resource-state.ts'
import { webhookSecretRotated } from './webhook.ts'

export function rotateSecret(state: ResourceState): DomainEvent[] {
  if (state.is_deleted) throw new Refused('NOT_FOUND', 'This webhook does not exist')
  return [{ type: webhookSecretRotated, data: {} }]
}
