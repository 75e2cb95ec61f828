import { expect, it } from 'vitest'
import { specify } from '../../testing/given.ts'
import { resourceEvolution } from '../resource/resource-state.ts'
import { blockCustomer, isBlocked, unblockCustomer } from './block.ts'
import { customer } from './customer.ts'

const { given } = specify(resourceEvolution(customer), 'customer-5')
const created = { type: 'CustomerCreated', data: { name: 'Ada', email: 'ada@example.org' } }
const blocked = { type: 'CustomerBlocked', data: { reason: 'Spam' } }
const unblocked = { type: 'CustomerUnblocked', data: { reason: null } }

it('a customer is blocked for a reason, and again only for another', () => {
  given(created)
    .when((state) => blockCustomer(state, 'Spam'))
    .thenEvents(blocked)
  given(created, blocked)
    .when((state) => blockCustomer(state, 'Spam'))
    .thenNothing()
  given(created, blocked)
    .when((state) => blockCustomer(state, 'Worse'))
    .thenEvents({ type: 'CustomerBlocked', data: { reason: 'Worse' } })
})

it('only who is blocked can be unblocked', () => {
  given(created, blocked)
    .when((state) => unblockCustomer(state, null))
    .thenEvents(unblocked)
  given(created)
    .when((state) => unblockCustomer(state, null))
    .thenNothing()
  given(created, blocked, unblocked)
    .when((state) => {
      expect([isBlocked(state), state.fields['blocked_reason']]).toEqual([false, null])
      return unblockCustomer(state, null)
    })
    .thenNothing()
})

it('who does not exist cannot be blocked', () => {
  given()
    .when((state) => blockCustomer(state, 'Spam'))
    .thenRefused('NOT_FOUND')
})
