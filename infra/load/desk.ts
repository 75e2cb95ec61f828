import { isDeepStrictEqual } from 'node:util'
import { auditStream } from '@deskhive/shared/audit/audit-root.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import { type Ticket, ticketEvolution } from '@deskhive/shared/domain/ticket/state.ts'
import { upcasters } from '@deskhive/shared/domain/upcasters.ts'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { logPages } from '@deskhive/shared/event-store/log-pages.ts'
import { fold } from '@deskhive/shared/kernel/decider.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { Position } from '@deskhive/shared/kernel/position.ts'
import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { type Database, openDatabase } from '@deskhive/shared/read-model/database.ts'
import { findDifferences } from '@deskhive/shared/testing/fold-check.ts'
import type { Stack } from '@deskhive/shared/testing/stack.ts'
import { sql } from 'kysely'
import type { Options } from './config.ts'
import type { Driven } from './drive.ts'
import { type System, WrongRun } from './system.ts'

/** This system, seen from outside, and its two stores for what is checked after each run. */
export type Desk = AsyncDisposable & {
  readonly stack: Stack
  readonly store: EventStore
  readonly database: Database
  system(name: string, bodies: readonly string[], headers: Record<string, string>): System
  /** All events after a position. */
  eventsAfter(position: Position): Promise<RecordedEvent[]>
  settle(): Promise<void>
  /** What differs between the read models and a fold of the whole log. */
  findDifferences(): Promise<string[]>
}

const ownParts = ['api', 'projector', 'notifier', 'event-store', 'redis'] as const
const STATEMENT_TIMEOUT_MS = 60_000
const LOOK_AGAIN_MS = 10

/** @param transport what its log is reached by from here, as the services reach it */
export function openDesk(stack: Stack, { transport }: Pick<Options, 'transport'>): Desk {
  const logger = createLogger({ service: 'bench', level: 'error' })
  const store = connectEventStore(stack.eventStoreUrl, { transport, logger, upcasters })
  const database = openDatabase({
    url: stack.databaseUrl,
    applicationName: 'bench',
    logger,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  })
  const settle = () => untilCaughtUp(store, database)
  const eventsAfter = (position: Position) => readAfter(store, position)

  return {
    stack,
    store,
    database,
    settle,
    eventsAfter,
    findDifferences: () => findDifferences({ store, database }),
    system: (name, bodies, headers) => {
      let verified: Position | null = null
      return {
        name,
        load: {
          url: stack.url,
          path: '/api/v1/internal/tickets',
          headers: {
            'x-api-key': stack.apiKey,
            'content-type': 'application/json',
            ...headers,
          },
          bodies,
        },
        pids: () => ownParts.map((part) => stack.pidOf(part)).filter((pid) => pid !== null),
        prepare: async () => {
          verified = await store.head()
        },
        settle,
        verify: async (driven) => {
          if (verified === null) throw new WrongRun(name, 'was not prepared')
          await verify(name, driven, { database, events: await eventsAfter(verified) })
        },
      }
    },
    [Symbol.asyncDispose]: async () => {
      await store[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

async function untilCaughtUp(store: EventStore, { pool }: Database): Promise<void> {
  const head = await store.head()
  for (;;) {
    const { rows } = await pool.query<{ position: string }>(
      `select min(position)::text as position from projection.projection_checkpoint
       where name in ('read-model', 'notifier')`,
    )
    if (BigInt(rows[0]?.position ?? -1) >= head) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}

async function readAfter(store: EventStore, position: Position): Promise<RecordedEvent[]> {
  const pages = await Array.fromAsync(logPages(store, { from: position }))
  return pages.flat().filter(({ stream }) => stream !== auditStream) // nobody asked for the log's own roots
}

/** Events = acknowledged commands, rows = fold of these events. */
async function verify(
  name: string,
  driven: Driven,
  found: { readonly database: Database; readonly events: readonly RecordedEvent[] },
): Promise<void> {
  const acknowledged = new Set(driven.acknowledged)
  if (driven.failures > 0) throw new WrongRun(name, `${driven.failures} requests failed`)
  if (acknowledged.size !== driven.acknowledged.length) throw new WrongRun(name, 'an id came twice')

  const folded = new Map(found.events.filter(isTicketCreated).map((event) => foldOne(event)))
  const isSame = folded.size === found.events.length && folded.size === acknowledged.size
  if (!isSame || [...acknowledged].some((id) => !folded.has(id))) {
    const counts = `${acknowledged.size} acknowledged, ${found.events.length} events`
    throw new WrongRun(name, `${counts}, ${folded.size} tickets in them`)
  }
  await verifyRows(name, folded, found.database)
}

type Created = RecordedEvent<Extract<TicketEvent, { type: 'TicketCreated' }>>

const isTicketCreated = (event: RecordedEvent): event is Created => event.type === 'TicketCreated'

function foldOne(event: Created): [number, Ticket] {
  const { likes: _likes, ...ticket } = fold(ticketEvolution, [event])
  return [ticket.id, ticket]
}

async function verifyRows(
  name: string,
  folded: ReadonlyMap<number, Ticket>,
  { readModel }: Database,
): Promise<void> {
  const rows = await readModel
    .selectFrom('tickets')
    .selectAll()
    .where(sql<boolean>`id = any(${[...folded.keys()]}::bigint[])`)
    .execute()
  const wrong = rows.filter(({ revision, ...row }) => {
    return revision !== 0 || !isDeepStrictEqual(row, folded.get(row.id))
  })
  if (rows.length !== folded.size || wrong.length > 0) {
    throw new WrongRun(
      name,
      `${rows.length} rows for ${folded.size} tickets, ${wrong.length} wrong`,
    )
  }
}
