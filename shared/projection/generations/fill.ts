import type { EventStore } from '../../event-store/event-store.ts'
import type { RecordedEvent } from '../../kernel/event.ts'
import { logStart, type Position } from '../../kernel/position.ts'
import { applyBatch, type Leadership } from '../apply-batch.ts'
import { applyInBulk, type Bulk, PoisonInBulk } from '../bulk/apply-in-bulk.ts'
import { beginLeading, keepLease } from '../lead.ts'
import { type Lease, releaseLease } from '../lease.ts'
import { requireInLog } from '../log-is-older.ts'
import { createProjectionMetrics } from '../projection-metrics.ts'
import { openSession } from '../session.ts'
import { type Generation, ownName, servingGroup, takenAway } from './generation.ts'
import type { MakingOptions } from './rebuild.ts'
import { type Hold, holdOf, takeGeneration } from './take-generation.ts'

/** A generation that does not serve, in the hands of this process alone. */
export type Filling = AsyncDisposable &
  Hold & {
    readonly lease: Lease
    readonly position: () => Position
    readonly parkedStreams: () => number
    /**
     * Applies every event up to this one, which has to be in the log.
     * @param onBatch gets how many events each batch had
     * @throws where the lease was lost, `signal` aborted, or what database and log throw
     */
    readonly fillTo: (target: Position, onBatch?: (events: number) => void) => Promise<void>
    /** The same for the bulk, which nobody waits for. */
    readonly fillInBulkTo: Filling['fillTo']
  }

/** Read at once, and the most that one statement writes: past this its rows only take memory. */
const PAGE_EVENTS = 2_000

/**
 * Written by one COPY for each table. The more, the more of a ticket's changes come together in one row; past
 * this there are few of those, and the rows take memory: some 3 kB an event, twice.
 */
const BULK_EVENTS = 20_000

/** @returns null while another process fills it, or where one has changed over to it or dropped it meanwhile */
export async function openFilling(
  generation: Generation,
  options: MakingOptions,
): Promise<Filling | null> {
  const { database, logger, bulkEvents = BULK_EVENTS } = options
  const { pool } = database
  const name = ownName(generation)
  const taken = await takeGeneration(pool, generation)
  if (taken === null) return null

  const lost = new AbortController()
  const renewal = keepLease(pool, taken.lease, () => lost.abort(takenAway(name)))
  await using undo = new AsyncDisposableStack()
  undo.defer(async () => {
    clearInterval(renewal)
    await releaseLease(pool, taken.lease).catch(() => undefined) // it runs out by itself
  })
  const session = undo.use(await openSession(pool, name))
  const leader = await beginLeading(
    {
      options: { ...options, database: pool },
      metrics: createProjectionMetrics(options.metrics, 'rebuild'),
      session,
      discardsOf: servingGroup,
    },
    taken,
  )
  const reader = undo.use(await openSession(pool, name))
  logger.info({ generation: name, position: String(taken.position) }, 'filling read models')
  const signal = AbortSignal.any([options.signal, lost.signal])
  const held = undo.move()
  return {
    lease: taken.lease,
    ...holdOf(pool, taken.lease),
    position: () => leader.position,
    parkedStreams: () => leader.parking.streams(),
    fillTo: (target, onBatch = () => undefined) =>
      fillTo({ leader, store: options.store, signal, onBatch }, target),
    fillInBulkTo: (target, onBatch = () => undefined) => {
      const bulk = { leader, reader, batchEvents: bulkEvents, onBatch }
      const pageEvents = Math.min(PAGE_EVENTS, bulkEvents)
      return fillInBulkTo(
        { leader, store: options.store, signal, onBatch, bulk, pageEvents },
        target,
      )
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

type Fill = {
  readonly leader: Leadership
  readonly store: Pick<EventStore, 'readAll' | 'head'>
  readonly signal: AbortSignal
  readonly onBatch: (events: number) => void
  readonly pageEvents?: number
}

async function fillTo({ leader, store, signal, onBatch }: Fill, target: Position): Promise<void> {
  for await (const batch of batchesTo({ store, signal }, leader.position, target)) {
    await leader.faultPoint('before-batch')
    await applyBatch(leader, batch)
    onBatch(batch.length)
  }
  await requireReached(store, leader, target)
}

async function requireReached(
  store: Fill['store'],
  { position }: Leadership,
  target: Position,
): Promise<void> {
  if (position >= target) return
  await requireInLog(store, target)
  throw new Error(`The log has no event at ${target}`)
}

/** Where that meets an event that cannot be applied, these few thousand are applied as they otherwise are. */
async function fillInBulkTo(
  { bulk, ...fill }: Fill & { readonly bulk: Bulk },
  target: Position,
): Promise<void> {
  const { leader } = fill
  while (leader.position < target) {
    try {
      await applyInBulk(bulk, batchesTo(fill, leader.position, target))
      await requireReached(fill.store, leader, target)
    } catch (error) {
      if (!(error instanceof PoisonInBulk)) throw error
      await fillTo(fill, error.upTo)
    }
  }
}

/** The next page is read while the last one is applied. */
async function* batchesTo(
  { store, signal, pageEvents = PAGE_EVENTS }: Pick<Fill, 'store' | 'signal' | 'pageEvents'>,
  from: Position,
  target: Position,
): AsyncGenerator<RecordedEvent[]> {
  const read = (after: Position) => {
    signal.throwIfAborted()
    const page = store.readAll({ from: after, maxCount: pageEvents })
    page.catch(() => undefined) // told where it is awaited, unless something else failed before
    return page
  }
  if (target === logStart || from >= target) return
  for (let ahead = read(from); ; ) {
    const { events, next } = await ahead
    const isLast = next === null || next >= target
    if (!isLast) ahead = read(next)
    const wanted = isLast ? events.filter(({ position }) => position <= target) : events
    if (wanted.length > 0) yield wanted
    if (isLast) return
  }
}
