import type { ReportRange } from '@deskhive/shared/domain/report/tally.ts'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { Moment } from '@deskhive/shared/kernel/moment.ts'
import { historyOf, timeOf } from '@deskhive/shared/testing/history.ts'
import { closed, created, HOUR, reopened } from '@deskhive/shared/testing/small-reports.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { happenedAt, lateLog, someTime } from '#projector/testing/at-any-time.ts'
import { keptReports, replayed, someRange } from '#projector/testing/both-reports.ts'
import { type ReadModels, startReadModels } from '#projector/testing/read-models.ts'

let models: ReadModels

beforeAll(async () => {
  models = await startReadModels()
}, 30_000)

afterAll(() => models[Symbol.asyncDispose]())

test('a report says the same from the kept tables as from a replay, late events or not', async () => {
  await fc.assert(
    fc.asyncProperty(
      lateLog,
      fc.array(someRange, { minLength: 4, maxLength: 8 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(60),
      async (log, ranges, batchSize, cut) => {
        await models.clear()
        await models.project(log.slice(0, cut), { batchSize, eachTwice: true })
        await models.project(log, { batchSize, eachTwice: true })
        for (const each of ranges)
          expect(await keptReports(models.database.readModel, each)).toEqual(replayed(log, each))
      },
    ),
    { numRuns: 12 },
  )
}, 120_000)

test('of two closings between which no reopening is known yet, the later one resolved the ticket', async () => {
  const log = historyOf([
    ['ticket-1', '03-01 09:00', created()],
    ['ticket-1', '03-01 10:00', closed()],
    ['ticket-1', '03-03 09:00', reopened], // told by a clock that was ahead
    ['ticket-1', '03-02 09:00', closed()],
  ])
  const moment: Moment = { by: 'time', time: timeOf('03-02 12:00') }
  const range: ReportRange = {
    period: { start_date: '2016-03-01', end_date: '2016-03-31' },
    moment,
  }
  await models.clear()
  await models.project(log)
  const kept = await keptReports(models.database.readModel, range)
  expect(kept.overview.full_resolution_time).toMatchObject({ count: 1, mean: 24 * HOUR })
  expect(kept).toEqual(replayed(log, range))
})

test('a report as of a position is what a log that ended there says', () => {
  fc.assert(
    fc.property(lateLog, someRange, fc.nat(100), (log, { period }, part) => {
      const then = log.slice(0, Math.ceil((log.length * part) / 100))
      const moment: Moment = { by: 'position', position: then.at(-1)?.position ?? 0n }
      fc.pre(then.length > 0)
      expect(nameless(replayed(log, { period, moment }))).toEqual(
        nameless(replayed(then, { period, moment: null })),
      )
    }),
  )
})

test('a report as of a time is that on what had happened by then', () => {
  fc.assert(
    fc.property(lateLog, someRange, someTime, (log, { period }, time) => {
      const inOrder = inOrderOfTime(log)
      const happened = inOrder.filter(({ metadata }) => metadata.occurred_at <= time)
      const range: ReportRange = { period, moment: { by: 'time', time } }
      expect(nameless(replayed(inOrder, range))).toEqual(nameless(replayed(happened, range)))
    }),
  )
})

function inOrderOfTime(log: readonly RecordedEvent[]): RecordedEvent[] {
  const times = log.map(({ metadata }) => metadata.occurred_at).sort()
  return log.map((event, index) => happenedAt(event, times[index] ?? ''))
}

/** Whoever is only made later has the name of then, which a log that ends before does not know. */
function nameless(reports: object): unknown {
  return JSON.parse(JSON.stringify(reports, (key, value) => (key === 'name' ? null : value)))
}
