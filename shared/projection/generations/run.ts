import type pg from 'pg'
import { pause } from '../../kernel/pause.ts'
import { logStart, type Position } from '../../kernel/position.ts'
import { Unavailable } from '../../kernel/unavailable.ts'
import { isLeased } from '../lease.ts'
import { compareGenerations } from './compare.ts'
import type { Filling } from './fill.ts'
import { type Generation, isOfVersion, ownName, schemaOf, servingGroup } from './generation.ts'
import type { MakingOptions, RebuildProgress } from './rebuild.ts'
import { completeTables, findServing, reachedBy } from './registry.ts'
import { type Held, holdServing } from './switch.ts'

/** Longest that the rows that serve stand still for the other ones to reach them; else it is tried again. */
const HOLD_MS = 1_000
const BETWEEN_TRIES_MS = 250

/** A generation on its way to where those that serve are. */
export type Run = {
  readonly options: MakingOptions
  readonly next: Generation
  readonly filling: Filling
  readonly enter: (phase: RebuildProgress['phase']) => void
  readonly seeHead: (head: Position) => void
  readonly onBatch: (events: number) => void
}

export function beginRun(options: MakingOptions, next: Generation, filling: Filling): Run {
  const { onProgress } = options
  let phase: RebuildProgress['phase'] = 'filling'
  let events = 0
  let head = logStart
  const tell = () => {
    onProgress?.({ phase, generation: ownName(next), events, position: filling.position(), head })
  }
  return {
    options,
    next,
    filling,
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

/** Not up to the head of the log: where no projector runs, those that serve never get there. */
export async function fillAndIndex({ options, next, filling, ...run }: Run): Promise<void> {
  const { database, projections, faultPoint = () => undefined } = options
  const upTo = await reachedBy(database, servingGroup)
  run.seeHead(upTo)
  await filling.fillInBulkTo(upTo, run.onBatch)
  await faultPoint('rebuild-filled')

  run.enter('indexing')
  const schema = ownName(next)
  await completeTables(database, next)
  for (const { table } of projections.flatMap(({ tables }) => tables)) {
    await database.pool.query(`analyze ${schema}.${table}`)
  }
  await faultPoint('rebuild-indexed')
  run.enter('catching-up')
}

/**
 * Holds those that serve, with the other ones at their position.
 * @throws Unavailable where the other ones are ahead and nobody moves on those that serve
 */
export async function meetServing({ options, filling, onBatch, seeHead }: Run): Promise<Held> {
  const { pool } = options.database
  for (;;) {
    options.signal.throwIfAborted()
    const reached = await reachedBy(options.database, servingGroup)
    seeHead(reached)
    await requireToMeet(pool, filling, reached)
    await filling.fillTo(reached, onBatch)

    await using undo = new AsyncDisposableStack()
    const held = undo.use(await holdServing(pool))
    const filled = filling.fillTo(held.position, onBatch).then(() => true)
    const isInTime = await Promise.race([filled, pause(HOLD_MS).then(() => false)])
    if (isInTime && filling.position() === held.position) {
      undo.move()
      return held
    }
    // It was too far behind, or it is ahead: then a projector brings up those that serve.
    await undo.disposeAsync()
    await filled
    await pause(BETWEEN_TRIES_MS, options.signal)
  }
}

/** Only where somebody put back the checkpoint of those that serve can others be ahead. */
async function requireToMeet(pool: pg.Pool, filling: Filling, reached: Position): Promise<void> {
  if (filling.position() <= reached || (await isLeased(pool, servingGroup))) return
  throw new Unavailable(
    'projection',
    `${filling.lease.name} is at position ${filling.position()}, the rows that serve are at ${reached},` +
      ' and no projector moves these on: start it',
  )
}

export type Comparison = {
  readonly position: Position
  /** `null` where they are of different versions, so that nothing could be compared. */
  readonly differences: readonly string[] | null
}

/** @throws Unavailable where others have come to serve meanwhile, or somebody else has what was made */
export async function compare(run: Run): Promise<Comparison> {
  const { options, next, filling } = run
  const client = await options.database.pool.connect()
  try {
    const { serving, position } = await openSnapshot(run, client)
    if (!isOfVersion(serving, next)) return { position, differences: null }
    run.enter('comparing')
    const tables = options.projections.flatMap((projection) => projection.tables)
    const schemas = { old: schemaOf(serving), next: ownName(next) }
    const differences = await compareGenerations(client, tables, schemas)
    await requireStillServing(options, serving)
    await filling.requireHeld()
    return { position, differences }
  } finally {
    client.release(true) // which ends its transaction, too
  }
}

/** The tables are found by name, which is that of others after a change; they are not where the snapshot has both. */
async function requireStillServing(
  { database }: MakingOptions,
  { id }: Pick<Held['serving'], 'id'>,
): Promise<void> {
  if ((await findServing(database))?.id === id) return
  throw new Unavailable('projection', 'Meanwhile other read models have come to serve')
}

/** What it sees is both at one position; who wants to go on from there may. */
async function openSnapshot(
  run: Run,
  client: pg.PoolClient,
): Promise<Pick<Held, 'serving' | 'position'>> {
  await using held = await meetServing(run)
  await client.query('begin isolation level repeatable read read only')
  await client.query('select 1')
  const { serving, position } = held
  return { serving, position }
}
