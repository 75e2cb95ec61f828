import { messageOf } from '../kernel/message-of.ts'
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
  /** Why it stands still, in the words of what failed; `null` where it does not, or does so for another's sake. */
  readonly interruptedBy: string | null
}

/** What is known of a group now: from its leader where that is us, else from its checkpoint row. */
export type HealthKeeper = {
  readonly read: () => ProjectionHealth
  readonly lead: (leader: Leadership) => void
  /** @param position `null` where it is not known (again) */
  readonly follow: (position: Position | null) => void
  /** A batch failed; the next one that does not, or nothing more to do, ends that. */
  readonly interrupt: (cause: unknown) => void
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
  const interruption = rememberInterruption()

  const read = (): ProjectionHealth => {
    const position = leader?.position ?? followed
    const lag = head > position ? Number(head - position) : 0
    const parkedStreams = leader?.parking.streams() ?? 0
    const rest = { position, lag, parkedStreams, interruptedBy: interruption.at(position, lag) }
    if (isAhead && state !== 'stopped') return { state: 'ahead', head, ...rest }
    return { state, head: head > position ? head : position, ...rest }
  }
  const publish = () => tell(metrics, read(), state === 'leading')
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
    interrupt: (cause) => {
      leave('standby')
      interruption.note(followed, cause)
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

function tell(metrics: ProjectionMetrics, { lag, position }: ProjectionHealth, isLeading: boolean) {
  metrics.lag.set(lag)
  metrics.position.set(Number(position))
  metrics.leading.set(isLeading ? 1 : 0)
}

function rememberInterruption() {
  let last: { readonly position: Position; readonly reason: string } | null = null
  return {
    note: (position: Position, cause: unknown): void => {
      last = { position, reason: messageOf(cause) }
    },
    at: (position: Position, lag: number): string | null =>
      last === null || lag === 0 || position > last.position ? null : last.reason,
  }
}
