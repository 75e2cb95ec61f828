import type { DomainEvent, RecordedEvent } from '../kernel/event.ts'
import { recorded } from './given.ts'

/** `[stream, when, event]`, when as `03-01 09:00` of 2016, in the order in which the log has them. */
export type Told = readonly [stream: string, when: string, event: DomainEvent]

/** A log of several streams, at positions 100, 200, …, with the times that are given. */
export function historyOf(told: readonly Told[]): RecordedEvent[] {
  const revisions = new Map<string, number>()
  return told.flatMap(([stream, when, event], index) => {
    const revision = (revisions.get(stream) ?? -1) + 1
    revisions.set(stream, revision)
    return recorded(stream, [event]).map((one) => ({
      ...one,
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      revision,
      position: BigInt((index + 1) * 100),
      metadata: { ...one.metadata, occurred_at: timeOf(when) },
    }))
  })
}

export function timeOf(when: string): string {
  return `2016-${when.replace(' ', 'T')}:00.000Z`
}
