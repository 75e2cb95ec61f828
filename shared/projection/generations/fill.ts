import { randomUUID } from 'node:crypto'
import type { EventStore } from '../../event-store/event-store.ts'
import type { RecordedEvent } from '../../kernel/event.ts'
import { logStart, type Position } from '../../kernel/position.ts'
import { applyBatch, type Leadership } from '../apply-batch.ts'
import { beginLeading, keepLease } from '../lead.ts'
import { type Lease, releaseLease, takeLease } from '../lease.ts'
import { createProjectionMetrics } from '../projection-metrics.ts'
import { openSession } from '../session.ts'
import { type Generation, ownName } from './generation.ts'
import type { RebuildOptions } from './rebuild.ts'

/** A generation that does not serve, in the hands of this process alone. */
export type Filling = AsyncDisposable & {
  readonly lease: Lease
  readonly position: () => Position
  readonly parkedStreams: () => number
  /**
   * Applies every event up to this one, which has to be in the log.
   * @param onBatch gets how many events each batch had
   * @throws where the lease was lost, `signal` aborted, or what database and log throw
   */
  readonly fillTo: (target: Position, onBatch?: (events: number) => void) => Promise<void>
}

/**
 * Nobody waits for these commits: larger batches write a row once that changes often, and cost fewer
 * statements. Past this the rows of one statement only take memory.
 */
const BATCH_EVENTS = 2_000

/** @returns null while another process fills it */
export async function openFilling(
  generation: Generation,
  options: RebuildOptions,
): Promise<Filling | null> {
  const { database, logger } = options
  const { pool } = database
  const name = ownName(generation)
  const taken = await takeLease(pool, name, randomUUID())
  if (taken === null) return null

  const lost = new AbortController()
  const renewal = keepLease(pool, taken.lease, () => lost.abort())
  await using undo = new AsyncDisposableStack()
  undo.defer(async () => {
    clearInterval(renewal)
    await releaseLease(pool, taken.lease).catch(() => undefined) // it runs out by itself
  })
  const session = undo.use(await openSession(pool, { synchronousCommit: 'off', schema: name }))
  const leader = await beginLeading(
    {
      options: { ...options, database: pool },
      metrics: createProjectionMetrics(options.metrics, 'rebuild'),
      session,
    },
    taken,
  )
  logger.info({ generation: name, position: String(taken.position) }, 'filling read models')
  const signal = AbortSignal.any([options.signal, lost.signal])
  const held = undo.move()
  return {
    lease: taken.lease,
    position: () => leader.position,
    parkedStreams: () => leader.parking.streams(),
    fillTo: (target, onBatch = () => undefined) =>
      fillTo({ leader, store: options.store, signal, onBatch }, target),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

type Fill = {
  readonly leader: Leadership
  readonly store: Pick<EventStore, 'readAll'>
  readonly signal: AbortSignal
  readonly onBatch: (events: number) => void
}

async function fillTo({ leader, store, signal, onBatch }: Fill, target: Position): Promise<void> {
  for await (const batch of batchesTo(store, leader.position, target)) {
    signal.throwIfAborted()
    await leader.faultPoint('before-batch')
    await applyBatch(leader, batch)
    onBatch(batch.length)
  }
  if (leader.position < target) throw new Error(`The log has no event at ${target}`)
}

/** The next page is read while the last one is applied. */
async function* batchesTo(
  store: Pick<EventStore, 'readAll'>,
  from: Position,
  target: Position,
): AsyncGenerator<RecordedEvent[]> {
  const read = (after: Position) => {
    const page = store.readAll({ from: after, maxCount: BATCH_EVENTS })
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
