import { isBlocked } from '@deskhive/shared/domain/customer/block.ts'
import type { FieldErrors } from '@deskhive/shared/kernel/refused.ts'
import { findLiving, textOf } from '#api/commands/living.ts'
import type { Desk } from '#api/desk.ts'

/** @returns the reason, where the desk takes nothing from this customer */
export async function findBlock(
  desk: Pick<Desk, 'aggregates'>,
  customerId: number,
): Promise<FieldErrors> {
  const customer = await findLiving(desk, 'customer', customerId)
  if (!customer || !isBlocked(customer)) return {}
  const reason = textOf(customer, 'blocked_reason')
  return { customer_id: [`The customer_id field names a blocked customer: ${reason}`] }
}
