import { describe, expect, test } from 'vitest'
import { type Told, timeOf } from '../../testing/history.ts'
import {
  assigned,
  became,
  closed,
  created,
  deleted,
  HOUR,
  none,
  once,
  overview,
  reopened,
} from '../../testing/small-reports.ts'

describe('the time that a ticket waits, is worked on and is on hold', () => {
  const told: Told[] = [
    ['ticket-1', '03-01 09:00', created()],
    ['ticket-1', '03-01 09:30', assigned(1)],
    ['ticket-1', '03-01 10:00', became('in_progress')],
    ['ticket-1', '03-01 12:00', became('on_hold')],
    ['ticket-1', '03-01 15:00', became('in_progress')],
    ['ticket-1', '03-01 16:00', closed()],
  ]

  test('is the sum of its spans, whoever had it', () => {
    expect(overview(told)).toMatchObject({
      wait_time: once(HOUR),
      work_time: once(3 * HOUR),
      hold_time: once(3 * HOUR),
    })
  })

  test('does not go on while it is closed, and goes on when it is open again', () => {
    const again: Told[] = [
      ['ticket-1', '03-05 09:00', reopened],
      ['ticket-1', '03-05 11:00', closed()],
    ]
    expect(overview([...told, ...again])).toMatchObject({
      wait_time: once(3 * HOUR),
      work_time: once(3 * HOUR),
    })
  })

  test('is that of each ticket, so that few long ones show', () => {
    const other: Told[] = [
      ['ticket-2', '03-01 09:00', created()],
      ['ticket-2', '03-01 12:00', closed()],
    ]
    expect(overview([...told, ...other]).wait_time).toMatchObject({ count: 2, mean: 2 * HOUR })
  })

  test('belongs to the period in which the span ends', () => {
    const overnight: Told[] = [
      ['ticket-1', '03-01 23:00', created()],
      ['ticket-1', '03-02 01:00', became('in_progress')],
      ['ticket-1', '03-03 00:00', closed()],
    ]
    const on = (day: string) => overview(overnight, { days: [day, day] })
    expect(on('03-01')).toMatchObject({ wait_time: none, work_time: none })
    expect(on('03-02')).toMatchObject({ wait_time: once(2 * HOUR), work_time: none })
    expect(on('03-03')).toMatchObject({ wait_time: none, work_time: once(23 * HOUR) })
  })

  test('runs up to the time that is asked for, else to the last change of any ticket', () => {
    const running: Told[] = [
      ['ticket-1', '03-01 09:00', created()],
      ['ticket-1', '03-01 10:00', became('on_hold')],
      ['ticket-2', '03-01 14:00', created()],
    ]
    expect(overview(running, { as_of: timeOf('03-01 13:00') })).toMatchObject({
      wait_time: once(HOUR),
      hold_time: once(3 * HOUR),
    })
    expect(overview(running)).toMatchObject({
      wait_time: { count: 2, mean: HOUR / 2 },
      hold_time: once(4 * HOUR),
    })
    expect(overview(running, { as_of: timeOf('03-30 10:00') }).hold_time).toEqual(
      once(29 * 24 * HOUR),
    )
    expect(overview(running, { days: ['03-02', '03-31'] }).hold_time).toEqual(none)
  })

  test('ends where it is deleted, and counts all the same', () => {
    const gone: Told[] = [
      ['ticket-1', '03-01 09:00', created()],
      ['ticket-1', '03-01 10:00', deleted],
      ['ticket-2', '03-01 15:00', created()],
    ]
    expect(overview(gone).wait_time).toMatchObject({ count: 2, mean: HOUR / 2 })
  })
})
