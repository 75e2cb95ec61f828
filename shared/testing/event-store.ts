import { connectEventStore, type EventStoreOptions } from '../event-store/connect.ts'
import type { EventStore } from '../event-store/event-store.ts'
import { type Stack, startStack } from './stack.ts'

export type TestEventStore = EventStore & { readonly stack: Stack }

/** A log with nothing in it, in a process of its own, and a connection to it. Nothing of it stays. */
export async function startEventStore(
  how: Pick<EventStoreOptions, 'transport'> = {},
): Promise<TestEventStore> {
  const stack = await startStack({ only: 'event-store' })
  const store = connectEventStore(stack.eventStoreUrl, { upcasters: {}, ...how })
  return {
    ...store,
    stack,
    [Symbol.asyncDispose]: async () => {
      await store[Symbol.asyncDispose]()
      await stack[Symbol.asyncDispose]()
    },
  }
}
