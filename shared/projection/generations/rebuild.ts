import type { EventStore } from '../../event-store/event-store.ts'
import type { Position } from '../../kernel/position.ts'
import type { FaultPoint } from '../../observability/fault-points.ts'
import type { Logger } from '../../observability/logger.ts'
import type { Metrics } from '../../observability/metrics.ts'
import type { Database } from '../../read-model/database.ts'
import type { Projection } from '../projection.ts'
import { chooseNext, dropKeptBut } from './choose.ts'
import { openFilling } from './fill.ts'
import { type Generation, ownName, type ReadModelVersion } from './generation.ts'
import { beginRun, compare, fillAndIndex, meetServing, type Run } from './run.ts'

/** What read models are made with, whatever they are made for. */
export type MakingOptions = {
  /** With time for statements over whole tables. */
  readonly database: Database
  readonly store: Pick<EventStore, 'readAll' | 'head'>
  readonly projections: readonly Projection[]
  /** What these projections make. */
  readonly version: ReadModelVersion
  readonly signal: AbortSignal
  readonly logger: Logger
  readonly metrics: Metrics
  readonly onProgress?: (progress: RebuildProgress) => void
  /** Written at once while it is filled; 20,000 if not given. */
  readonly bulkEvents?: number
  /** Names: `rebuild-filled`, `rebuild-indexed`, `rebuild-compared`, `before-switch`, `after-switch`, and those of batches. */
  readonly faultPoint?: FaultPoint
}

export type RebuildOptions = MakingOptions & {
  /** `'new'`: filled from the first event, or further where an earlier rebuild was cut off. `'kept'`: one that served. */
  readonly from: 'new' | 'kept' | 'either'
  /** What to do where rows differ from those that serve: by their version, they should not. */
  readonly onDifferences: 'stop' | 'switch'
}

export type RebuildProgress = {
  readonly phase: 'filling' | 'indexing' | 'catching-up' | 'comparing' | 'switching'
  readonly generation: string
  /** Applied by this run. */
  readonly events: number
  readonly position: Position
  readonly head: Position
}

export type RebuildOutcome =
  /** `from` and `to` as they are now. `differences`: `null` where versions differ, so that nothing could be compared. */
  | {
      readonly kind: 'switched'
      readonly from: Generation
      readonly to: Generation
      readonly differences: readonly string[] | null
      readonly parkedStreams: number
    }
  /** The new generation stays, filled, for a second run that switches all the same. */
  | { readonly kind: 'different'; readonly differences: readonly string[] }
  /** Another process is at it. */
  | { readonly kind: 'busy'; readonly generation: string }
  | { readonly kind: 'nothing-kept' }

/**
 * Makes the read models once more beside those that serve, while these go on, and changes over:
 *
 * filling      up to where those that serve are at the beginning, without indexes
 * indexing     and statistics for the planner
 * catching-up  with what came in meanwhile, until both are at one position for a moment
 * comparing    in a snapshot of that moment, while both go on
 * switching    at one position again, in one transaction
 *
 * Killed anywhere it leaves a generation that does not serve: the next run goes on with it, from its
 * checkpoint. Whoever wrote to either group when they change over is fenced off by a new epoch.
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildOutcome> {
  const next = await chooseNext(options)
  if (next === null) return { kind: 'nothing-kept' }
  await using filling = await openFilling(next, options)
  if (filling === null) return { kind: 'busy', generation: ownName(next) }

  const run = beginRun(options, next, filling)
  const outcome = await filling.whileHeld(() => makeAndSwitch(run, options))
  if (outcome.kind !== 'switched') return outcome
  await options.faultPoint?.('after-switch')
  await dropKeptBut(options, outcome.from)
  return outcome
}

async function makeAndSwitch(
  run: Run,
  { faultPoint = () => undefined, from, onDifferences }: RebuildOptions,
): Promise<Extract<RebuildOutcome, { kind: 'switched' | 'different' }>> {
  const { filling, next } = run
  await fillAndIndex(run)
  const differences = from === 'kept' ? [] : (await compare(run)).differences
  await faultPoint('rebuild-compared')
  if (differences !== null && differences.length > 0 && onDifferences === 'stop') {
    return { kind: 'different', differences }
  }
  run.enter('switching')
  await using held = await meetServing(run)
  await faultPoint('before-switch')
  await held.switchTo(next, filling.lease)
  const parkedStreams = filling.parkedStreams()
  return { kind: 'switched', ...asChanged(held.serving, next), differences, parkedStreams }
}

/** What was read of them before they changed places. */
function asChanged(served: Generation, serves: Generation) {
  return { from: { ...served, state: 'kept' }, to: { ...serves, state: 'serving' } } as const
}
