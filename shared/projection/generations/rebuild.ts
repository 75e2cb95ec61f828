import type pg from 'pg'
import type { EventStore } from '../../event-store/event-store.ts'
import { pause } from '../../kernel/pause.ts'
import { logStart, type Position } from '../../kernel/position.ts'
import type { Logger } from '../../observability/logger.ts'
import type { Metrics } from '../../observability/metrics.ts'
import type { Database } from '../../read-model/database.ts'
import { createTablesIn } from '../../read-model/generation-schema.ts'
import { readCheckpoint } from '../lease.ts'
import type { Projection } from '../projection.ts'
import { chooseNext, dropKeptBut } from './choose.ts'
import { compareGenerations } from './compare.ts'
import { type Filling, openFilling } from './fill.ts'
import {
  type Generation,
  isOfVersion,
  ownName,
  type ReadModelVersion,
  schemaOf,
  servingGroup,
} from './generation.ts'
import { type Held, holdServing } from './switch.ts'

export type RebuildOptions = {
  /** With time for statements over whole tables. */
  readonly database: Database
  readonly store: Pick<EventStore, 'readAll' | 'head'>
  readonly projections: readonly Projection[]
  /** What these projections make. */
  readonly version: ReadModelVersion
  readonly signal: AbortSignal
  readonly logger: Logger
  readonly metrics: Metrics
  /** `'new'`: filled from the first event, or further where an earlier rebuild was cut off. `'kept'`: one that served. */
  readonly from: 'new' | 'kept' | 'either'
  /** What to do where rows differ from those that serve: by their version, they should not. */
  readonly onDifferences: 'stop' | 'switch'
  readonly onProgress?: (progress: RebuildProgress) => void
  /** Written at once while it is filled; 20,000 if not given. */
  readonly bulkEvents?: number
  /** Names: `rebuild-filled`, `rebuild-indexed`, `rebuild-compared`, `before-switch`, `after-switch`, and those of batches. */
  readonly faultPoint?: (name: string) => Promise<void> | void
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
  /** `differences`: `null` where versions differ, so that nothing could be compared. */
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

/** Longest that the rows that serve stand still for the other ones to reach them; else it is tried again. */
const HOLD_MS = 1_000
const BETWEEN_TRIES_MS = 250

/**
 * Makes the read models once more beside those that serve, while these go on, and changes over:
 *
 * filling      up to the head of the log as it is at the beginning, without indexes
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

  const run: Run = { options, next, filling, ...keepProgress(options, next, filling) }
  await fillAndIndex(run)
  const { faultPoint = () => undefined, onDifferences, from } = options
  const differences = from === 'kept' ? [] : await compare(run)
  await faultPoint('rebuild-compared')
  if (differences !== null && differences.length > 0 && onDifferences === 'stop') {
    return { kind: 'different', differences }
  }
  run.enter('switching')
  await using held = await meetServing(run)
  await faultPoint('before-switch')
  await held.switchTo(next, filling.lease)
  await faultPoint('after-switch')
  await dropKeptBut(options, held.serving)
  const parkedStreams = filling.parkedStreams()
  return { kind: 'switched', from: held.serving, to: next, differences, parkedStreams }
}

type Run = {
  readonly options: RebuildOptions
  readonly next: Generation
  readonly filling: Filling
  readonly enter: (phase: RebuildProgress['phase']) => void
  readonly seeHead: (head: Position) => void
  readonly onBatch: (events: number) => void
}

function keepProgress(
  { onProgress }: RebuildOptions,
  next: Generation,
  filling: Filling,
): Pick<Run, 'enter' | 'seeHead' | 'onBatch'> {
  let phase: RebuildProgress['phase'] = 'filling'
  let events = 0
  let head = logStart
  const tell = () => {
    onProgress?.({ phase, generation: ownName(next), events, position: filling.position(), head })
  }
  return {
    enter: (entered) => {
      phase = entered
      tell()
    },
    seeHead: (seen) => {
      head = seen
      tell()
    },
    onBatch: (applied) => {
      events += applied
      tell()
    },
  }
}

async function fillAndIndex({ options, next, filling, ...run }: Run): Promise<void> {
  const { database, store, projections, faultPoint = () => undefined } = options
  const head = await store.head()
  run.seeHead(head)
  await filling.fillInBulkTo(head, run.onBatch)
  await faultPoint('rebuild-filled')

  run.enter('indexing')
  const schema = ownName(next)
  await createTablesIn(database.readModel, schema)
  for (const { table } of projections.flatMap(({ tables }) => tables)) {
    await database.pool.query(`analyze ${schema}.${table}`)
  }
  await faultPoint('rebuild-indexed')
  run.enter('catching-up')
}

/** Holds those that serve, with the other ones at their position. */
async function meetServing({ options, filling, onBatch, seeHead }: Run): Promise<Held> {
  const { pool } = options.database
  for (;;) {
    options.signal.throwIfAborted()
    const ahead = (await readCheckpoint(pool, servingGroup)) ?? logStart
    seeHead(ahead)
    await filling.fillTo(ahead, onBatch)

    await using undo = new AsyncDisposableStack()
    const held = undo.use(await holdServing(pool))
    const filled = filling.fillTo(held.position, onBatch).then(() => true)
    const isInTime = await Promise.race([filled, pause(HOLD_MS).then(() => false)])
    if (isInTime && filling.position() === held.position) {
      undo.move()
      return held
    }
    // It was too far behind, or it is ahead: then those that serve have to come up with the log.
    await undo.disposeAsync()
    await filled
    await pause(BETWEEN_TRIES_MS, options.signal)
  }
}

/** @returns null where they are of different versions, which is why they are made */
async function compare(run: Run): Promise<string[] | null> {
  const { options, next } = run
  const client = await options.database.pool.connect()
  try {
    const serving = await openSnapshot(run, client)
    if (!isOfVersion(serving, next)) return null
    run.enter('comparing')
    const tables = options.projections.flatMap((projection) => projection.tables)
    const schemas = { old: schemaOf(serving), next: ownName(next) }
    return await compareGenerations(client, tables, schemas)
  } finally {
    client.release(true) // which ends its transaction, too
  }
}

/** What it sees is both at one position; who wants to go on from there may. */
async function openSnapshot(run: Run, client: pg.PoolClient): Promise<Generation> {
  await using held = await meetServing(run)
  await client.query('begin isolation level repeatable read read only')
  await client.query('select 1')
  return held.serving
}
