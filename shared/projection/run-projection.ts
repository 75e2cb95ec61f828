import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { EventStore } from '../event-store/event-store.ts'
import { backoffMs, pause } from '../kernel/pause.ts'
import type { Position } from '../kernel/position.ts'
import type { FaultPoint } from '../observability/fault-points.ts'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import { lead } from './lead.ts'
import { readCheckpoint, releaseLease, takeLease } from './lease.ts'
import { LogIsOlder } from './log-is-older.ts'
import type { Projection } from './projection.ts'
import { type HealthKeeper, keepHealth, type ProjectionHealth } from './projection-health.ts'
import { createProjectionMetrics, type ProjectionMetrics } from './projection-metrics.ts'

export type ProjectionOptions = {
  /** Of the group: its lease, its checkpoint and its metrics carry it. */
  readonly name: string
  readonly projections: readonly Projection[]
  readonly store: Pick<EventStore, 'subscribe' | 'head'>
  readonly database: pg.Pool
  readonly signal: AbortSignal
  readonly logger: Logger
  readonly metrics: Metrics
  /** Gets the position of each committed batch by NOTIFY; none if not given. */
  readonly notifyChannel?: string
  /** At most 500, the default. */
  readonly batchSize?: number
  /**
   * After a batch of several events: how long the next one is let to gather, so that a busy group costs
   * fewer commits. A lone event is never kept waiting. None if not given.
   */
  readonly gatherMs?: number
  /** After each batch. @param written the tables that it wrote to */
  readonly onProgress?: (position: Position, written: ReadonlySet<string>) => void
  /**
   * Whether this program's projections are those that the rows are made by; asked before and after the lease
   * is taken, so that no change in between is missed. While they are not, it stands by. Always if not given.
   */
  readonly mayLead?: () => Promise<boolean>
  /** Names: `before-batch`, `before-commit`, `after-commit`. */
  readonly faultPoint?: FaultPoint
}

export type RunningProjection = {
  readonly health: () => ProjectionHealth
  /** Ends after `signal` aborted, the batch in hand is committed and the lease given back. Never rejects. */
  readonly ended: Promise<void>
}

const POLL_MS = 300
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2_000
const LOOK_EVERY_MS = 1_000

/**
 * The loop that turns the log into rows, for one group of projections with one checkpoint.
 *
 * starting → nothing is known yet.
 * standby  → someone else holds the lease; asked for every POLL_MS.
 * leading  → batches of what has arrived are folded in memory and written in one statement with the
 *            checkpoint, see `apply-batch.ts`. A fault of the database or of the fence ends it: nothing in
 *            memory is believed any more, the lease is taken anew and the log read from the checkpoint on.
 * ahead    → the log ends before the checkpoint: nobody leads, because what is appended now would be skipped.
 * stopped  → `signal` aborted: the batch in hand is committed, the lease given back.
 */
export function runProjection(options: ProjectionOptions): RunningProjection {
  const metrics = createProjectionMetrics(options.metrics, options.name)
  const health = keepHealth(metrics)
  const ahead = createAhead()
  const looking = setInterval(() => void lookAtHead(options, health, ahead), LOOK_EVERY_MS)
  looking.unref()
  const ended = runUntilStopped(options, { metrics, health, ahead }).finally(() =>
    clearInterval(looking),
  )
  return { health: health.read, ended }
}

type Running = {
  readonly metrics: ProjectionMetrics
  readonly health: HealthKeeper
  readonly ahead: Ahead
}

async function runUntilStopped(options: ProjectionOptions, running: Running): Promise<void> {
  const { logger, name, signal } = options
  const { metrics, health } = running
  const owner = randomUUID()

  for (let failures = 0; !signal.aborted; ) {
    try {
      const hasLed = await leadOrFollow(options, running, owner)
      failures = 0
      if (!hasLed) await pause(POLL_MS, signal)
    } catch (error) {
      failures += 1
      metrics.failures.add(1)
      const facts = { err: error, group: name, failures }
      const isAhead = error instanceof LogIsOlder
      if (!isAhead) logger.warn(facts, 'projection interrupted')
      else if (health.read().state !== 'ahead') logger.error({ group: name }, error.message)
      if (isAhead) health.follow(error.position)
      else health.interrupt(error)
      await pause(backoffMs(failures, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), signal)
    }
  }
  health.stop()
}

async function leadOrFollow(
  options: ProjectionOptions,
  { metrics, health, ahead }: Running,
  owner: string,
): Promise<boolean> {
  const { database, logger, name, mayLead = () => Promise.resolve(true) } = options
  const taken = (await mayLead()) ? await takeLease(database, name, owner) : null
  if (taken === null) {
    health.follow(await readCheckpoint(database, name))
    return false
  }
  const { lease, position } = taken
  if (!(await mayLead())) {
    await releaseLease(database, lease)
    return false
  }
  logger.info({ group: name, epoch: String(lease.epoch), position: String(position) }, 'leading')
  const signal = AbortSignal.any([options.signal, ahead.signal()])
  await lead({ options: { ...options, signal }, metrics, onStart: health.lead }, taken)
  health.follow(null)
  return true
}

/** Ends who leads. */
type Ahead = { readonly signal: () => AbortSignal; readonly end: () => void }

function createAhead(): Ahead {
  let current = new AbortController()
  return {
    signal: () => current.signal,
    end: () => {
      current.abort()
      current = new AbortController()
    },
  }
}

/** A log that does not answer leaves the last head known. */
async function lookAtHead(
  { store }: ProjectionOptions,
  health: HealthKeeper,
  ahead: Ahead,
): Promise<void> {
  const { position } = health.read()
  try {
    if (health.seeHead(await store.head(), position)) ahead.end()
  } catch {
    // Told by readiness, which asks the log itself.
  }
}
