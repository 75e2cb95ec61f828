import { randomUUID } from 'node:crypto'
import type { AggregateStore } from '../event-store/aggregate-store.ts'
import type { Aggregate } from '../kernel/decider.ts'
import { someContext } from './some-event.ts'

export type Counted = { readonly type: 'Counted'; readonly data: { readonly by: number } }
export type Counter = { readonly total: number; readonly times: number }

/** Streams that no other test knows. */
export function newCounter(): Aggregate<Counter, Counted> {
  return {
    resource: `counter${randomUUID().replaceAll('-', '')}`,
    evolution: {
      initialState: { total: 0, times: 0 },
      evolve: (state, { data }) => ({ total: state.total + data.by, times: state.times + 1 }),
    },
  }
}

export const by = (amount: number): Counted => ({ type: 'Counted', data: { by: amount } })

/** Counter 1, at 1. */
export async function createCounter(
  aggregate: Aggregate<Counter, Counted>,
  store: AggregateStore,
): Promise<void> {
  await store.handleCommand({
    aggregate,
    id: 1,
    create: true,
    decide: () => [by(1)],
    context: someContext(),
  })
}
