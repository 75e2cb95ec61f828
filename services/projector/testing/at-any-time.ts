import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import fc from 'fast-check'
import { randomLog } from '#projector/testing/random-history.ts'

const firstDay = '2016-02-01'
const DAYS = 45
const DAY_MS = 86_400_000

/** An ISO time of these 45 days, often the same one, and often at midnight. */
export const someTime: fc.Arbitrary<string> = fc
  .oneof(
    fc.integer({ min: 0, max: DAYS }).map((day) => day * DAY_MS),
    fc.integer({ min: 0, max: DAYS * DAY_MS }),
  )
  .map((ms) => new Date(Date.parse(firstDay) + ms).toISOString())

/** Logs whose events happened at any time at all: long before they were recorded, and in no order. */
export const lateLog: fc.Arbitrary<RecordedEvent[]> = atAnyTime(randomLog())

export function atAnyTime(logs: fc.Arbitrary<RecordedEvent[]>): fc.Arbitrary<RecordedEvent[]> {
  return logs.chain((log) =>
    fc
      .array(someTime, { minLength: log.length, maxLength: log.length })
      .map((times) => log.map((event, index) => happenedAt(event, times[index] ?? firstDay))),
  )
}

export function happenedAt(event: RecordedEvent, occurred_at: string): RecordedEvent {
  return { ...event, metadata: { ...event.metadata, occurred_at } }
}
