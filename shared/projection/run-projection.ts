import type pg from 'pg'
import type { EventStore } from '../event-store/event-store.ts'
import type { Position } from '../kernel/position.ts'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { Projection } from './projection.ts'

export type ProjectionOptions = {
  /** Of the group: its lease, its checkpoint and its metrics carry it. */
  readonly name: string
  readonly projections: readonly Projection[]
  readonly store: Pick<EventStore, 'subscribe' | 'head'>
  readonly database: pg.Pool
  readonly signal: AbortSignal
  readonly logger: Logger
  readonly metrics: Metrics
  /** `off` only where every row can be made again from the log. */
  readonly synchronousCommit: 'on' | 'off'
  /** Gets the position of each committed batch by NOTIFY; none if not given. */
  readonly notifyChannel?: string
  /** At most 500, the default. */
  readonly batchSize?: number
  readonly onProgress?: (position: Position) => void
  /** Names: `before-batch`, `before-commit`, `after-commit`. */
  readonly faultPoint?: (name: string) => Promise<void> | void
}

export type ProjectionHealth = {
  readonly state: 'starting' | 'standby' | 'leading' | 'stopped'
  readonly position: Position
  readonly head: Position
  /** 0 when caught up, else the distance to the head, in positions of the log. */
  readonly lag: number
  /** Streams left out because one of their events could not be applied. Readiness is degraded over 0. */
  readonly parkedStreams: number
}

export type RunningProjection = {
  health(): ProjectionHealth
  /** Ends after `signal` aborted, the batch in hand is committed and the lease given back. Never rejects. */
  readonly ended: Promise<void>
}
