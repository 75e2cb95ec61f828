import type { DomainEvent } from '../../kernel/event.ts'
import { requireLiving } from '../resource/decide-resource.ts'
import type { ResourceState } from '../resource/resource-state.ts'
import { customer } from './customer.ts'

/** From now on the desk takes neither tickets nor replies of this customer. A new reason replaces the old. */
export function blockCustomer(state: ResourceState, reason: string): DomainEvent[] {
  requireLiving(customer, state)
  if (isBlocked(state) && state.fields['blocked_reason'] === reason) return []
  return [{ type: 'CustomerBlocked', data: { reason } }]
}

/** @param reason why, if anybody said so */
export function unblockCustomer(state: ResourceState, reason: string | null): DomainEvent[] {
  requireLiving(customer, state)
  if (!isBlocked(state)) return []
  return [{ type: 'CustomerUnblocked', data: { reason } }]
}

export function isBlocked({ fields }: ResourceState): boolean {
  return fields['is_blocked'] === true
}
