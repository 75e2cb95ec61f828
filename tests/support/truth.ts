import { setTimeout as pause } from 'node:timers/promises'
import { upcasters } from '@deskhive/shared/domain/upcasters.ts'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { logPages } from '@deskhive/shared/event-store/log-pages.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import { findDifferences } from '@deskhive/shared/testing/fold-check.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import type { Stack } from '@deskhive/shared/testing/stack.ts'

/** The two stores of a running system, for what a client cannot see. */
export type Truth = AsyncDisposable & {
  /** Resolves when the projector and the notifier have all that is in the log. */
  caughtUp(): Promise<void>
  /** The whole log, oldest first. */
  events(): Promise<RecordedEvent[]>
  /** What differs between the read models and a fold of the log. */
  differences(): Promise<string[]>
  rows(statement: string): Promise<Record<string, unknown>[]>
}

const LOOK_AGAIN_MS = 25
/** Longer than a standby takes to notice that the owner of a group is gone. */
const CAUGHT_UP_LIMIT_MS = 60_000

export function openTruth(stack: Stack): Truth {
  const store = connectEventStore(stack.eventStoreUrl, { logger: silent, upcasters })
  const database = openDatabase({ url: stack.databaseUrl, applicationName: 'test', logger: silent })
  const rows = async (statement: string) => (await database.pool.query(statement)).rows

  return {
    rows,
    caughtUp: async () => {
      const giveUpAt = Date.now() + CAUGHT_UP_LIMIT_MS
      const head = await headOf(store, giveUpAt)
      while (!(await hasReached(rows, head))) {
        if (Date.now() > giveUpAt) throw new Error(`Not at ${head} in time\n${stack.logs()}`)
        await pause(LOOK_AGAIN_MS)
      }
    },
    events: async () => (await Array.fromAsync(logPages(store))).flat(),
    differences: () => findDifferences({ store, database }),
    [Symbol.asyncDispose]: async () => {
      await store[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

/** A log that was killed just now has cut this connection, too. */
async function headOf(store: Pick<EventStore, 'head'>, giveUpAt: number): Promise<bigint> {
  for (;;) {
    try {
      return await store.head()
    } catch (error) {
      if (!(error instanceof Unavailable) || Date.now() > giveUpAt) throw error
      await pause(LOOK_AGAIN_MS)
    }
  }
}

async function hasReached(rows: Truth['rows'], head: bigint): Promise<boolean> {
  const groups = await rows(
    `select position::text from projection.projection_checkpoint
     where name in ('read-model', 'notifier')`,
  )
  return groups.length === 2 && groups.every(({ position }) => BigInt(String(position)) >= head)
}
