import { logStart, type Position } from '../kernel/position.ts'
import type { Leadership } from './apply-batch.ts'
import type { ProjectionMetrics } from './projection-metrics.ts'

export type ProjectionHealth = {
  /** `ahead`: of the log, which was put back to an older copy; see `LogIsOlder`. */
  readonly state: 'starting' | 'standby' | 'leading' | 'stopped' | 'ahead'
  readonly position: Position
  readonly head: Position
  /** 0 when caught up, else the distance to the head, in positions of the log. */
  readonly lag: number
  /** Streams left out because one of their events could not be applied. Readiness is degraded over 0. */
  readonly parkedStreams: number
}

/** What is known of a group now: from its leader where that is us, else from its checkpoint row. */
export type HealthKeeper = {
  readonly read: () => ProjectionHealth
  readonly lead: (leader: Leadership) => void
  /** @param position `null` where it is not known (again) */
  readonly follow: (position: Position | null) => void
  readonly stop: () => void
  /** @param since the position when the head was asked for. @returns whether that is ahead of the log */
  readonly seeHead: (head: Position, since: Position) => boolean
}

export function keepHealth(metrics: ProjectionMetrics): HealthKeeper {
  let state: ProjectionHealth['state'] = 'starting'
  let leader: Leadership | undefined
  let followed = logStart
  let head = logStart
  let isAhead = false

  const read = (): ProjectionHealth => {
    const position = leader?.position ?? followed
    const lag = head > position ? Number(head - position) : 0
    const parkedStreams = leader?.parking.streams() ?? 0
    if (isAhead && state !== 'stopped')
      return { state: 'ahead', position, head, lag, parkedStreams }
    return { state, position, head: head > position ? head : position, lag, parkedStreams }
  }
  const publish = (): void => {
    const { lag, position } = read()
    metrics.lag.set(lag)
    metrics.position.set(Number(position))
    metrics.leading.set(state === 'leading' ? 1 : 0)
  }
  const leave = (next: ProjectionHealth['state']): void => {
    followed = leader?.position ?? followed
    leader = undefined
    state = next
    publish()
  }
  return {
    read,
    lead: (begun) => {
      leader = begun
      state = 'leading'
      metrics.parkedStreams.set(begun.parking.streams())
      publish()
    },
    follow: (position) => {
      leave('standby')
      followed = position ?? followed
    },
    stop: () => leave('stopped'),
    seeHead: (seen, since) => {
      head = seen
      isAhead = seen < since
      publish()
      return isAhead
    },
  }
}
