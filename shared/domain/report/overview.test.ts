import { describe, expect, test } from 'vitest'
import { type Told, timeOf } from '../../testing/history.ts'
import {
  type Asked,
  agentCreated,
  assigned,
  became,
  byRule,
  closed,
  created,
  deleted,
  departmentCreated,
  HOUR,
  movedTo,
  none,
  once,
  overview,
  reopened,
  report,
  wrote,
} from '../../testing/small-reports.ts'

describe('first reply time', () => {
  test('is the first public agent message minus the creation; others are no reply', () => {
    const told: Told[] = [
      ['ticket-1', '03-01 09:00', created()],
      ['ticket-1', '03-01 09:10', wrote('agent', 1, true)],
      ['ticket-1', '03-01 09:20', wrote('customer', 7)],
      ['ticket-1', '03-01 09:30', wrote('user', 2)],
      ['ticket-1', '03-01 10:00', wrote('agent', 1)],
      ['ticket-1', '03-01 11:00', wrote('agent', 1)],
      ['ticket-2', '03-01 09:00', created()],
    ]
    expect(overview(told).first_reply_time).toEqual(once(HOUR))
  })

  test('belongs to the period of the reply, not to that of the creation', () => {
    const told: Told[] = [
      ['ticket-1', '03-01 23:00', created()],
      ['ticket-1', '03-02 00:00', wrote('agent', 1)],
    ]
    expect(overview(told, { days: ['03-01', '03-01'] }).first_reply_time).toEqual(none)
    expect(overview(told, { days: ['03-02', '03-02'] }).first_reply_time).toEqual(once(HOUR))
  })
})

test('next reply time runs from the oldest of each run of customer messages without an answer', () => {
  const told: Told[] = [
    ['ticket-1', '03-01 09:00', created()],
    ['ticket-1', '03-01 10:00', wrote('agent', 1)],
    ['ticket-1', '03-01 11:00', wrote('customer', 7)],
    ['ticket-1', '03-01 11:30', wrote('customer', 7)],
    ['ticket-1', '03-01 11:45', wrote('agent', 1, true)],
    ['ticket-1', '03-01 13:00', wrote('agent', 1)],
    ['ticket-1', '03-01 14:00', wrote('agent', 1)],
    ['ticket-1', '03-01 15:00', wrote('customer', 7)],
    ['ticket-1', '03-01 16:00', wrote('agent', 1)],
    ['ticket-1', '03-01 17:00', wrote('customer', 7)],
  ]
  expect(overview(told).next_reply_time).toMatchObject({ count: 2, mean: 1.5 * HOUR })
})

describe('resolution times', () => {
  const told: Told[] = [
    ['ticket-1', '03-01 09:00', created()],
    ['ticket-1', '03-01 10:00', closed()],
    ['ticket-1', '03-02 09:00', reopened],
    ['ticket-1', '03-03 09:00', closed()],
  ]

  test('are from the creation to the first, and to the last entry to closed', () => {
    expect(overview(told)).toMatchObject({
      first_resolution_time: once(HOUR),
      full_resolution_time: once(48 * HOUR),
    })
  })

  test('belong to the period of the entry that ends them', () => {
    expect(overview(told, { days: ['03-01', '03-01'] })).toMatchObject({
      first_resolution_time: once(HOUR),
      full_resolution_time: none,
    })
  })

  test('a ticket that is open again has no full resolution, unless it was closed at the moment asked for', () => {
    const open = told.slice(0, 3)
    expect(overview(open).full_resolution_time).toEqual(none)
    const before = { as_of: timeOf('03-02 08:59') }
    expect(overview(open, before).full_resolution_time).toEqual(once(HOUR))
    expect(overview(open, { as_of: '200' }).full_resolution_time).toEqual(once(HOUR))
  })
})

test('resolutions count entries to closed, tickets resolved count each ticket once', () => {
  const told: Told[] = [
    ['ticket-1', '03-01 09:00', created()],
    ['ticket-1', '03-01 10:00', closed()],
    ['ticket-1', '03-01 11:00', reopened],
    ['ticket-1', '03-01 12:00', closed()],
    ['ticket-2', '03-01 09:00', created()],
    ['ticket-2', '03-01 10:00', closed()],
  ]
  expect(overview(told)).toMatchObject({ resolutions: 3, tickets_resolved: 2, reopens: 1 })
})

test('what a rule closes is counted apart and flatters nobody', () => {
  const told: Told[] = [
    ['agent-1', '02-01 09:00', agentCreated('Ann')],
    ['ticket-1', '03-01 09:00', created()],
    ['ticket-1', '03-01 09:00', assigned(1)],
    ['ticket-1', '03-01 10:00', byRule],
  ]
  const apart = { resolutions: 0, tickets_resolved: 0, automatic_closes: 1 }
  expect(overview(told)).toMatchObject({
    ...apart,
    first_resolution_time: none,
    full_resolution_time: none,
    backlog: 0,
    by_status: { closed: 1 },
  })
  expect(report('agent', told)).toMatchObject([{ ...apart, full_resolution_time: none }])
})

describe('backlog', () => {
  const told: Told[] = [
    ['ticket-1', '02-28 09:00', created()],
    ['ticket-2', '03-01 09:00', created()],
    ['ticket-3', '03-01 10:00', created()],
    ['ticket-2', '03-02 09:00', became('on_hold')],
    ['ticket-1', '03-02 23:59', closed()],
    ['ticket-1', '03-03 00:00', reopened],
    ['ticket-3', '03-03 12:00', deleted],
  ]
  const days = (asked: Asked) =>
    overview(told, { days: ['03-01', '03-03'], ...asked }).tickets_over_time

  test('is what was created, is not closed and not deleted, at the end of each day', () => {
    expect(days({})).toEqual([
      { date: '2016-03-01', created: 2, resolved: 0, reopened: 0, backlog: 3 },
      { date: '2016-03-02', created: 0, resolved: 1, reopened: 0, backlog: 2 },
      { date: '2016-03-03', created: 0, resolved: 0, reopened: 1, backlog: 2 },
    ])
    expect(overview(told).backlog).toBe(2)
  })

  test('every day has its entry, also where nothing happened', () => {
    expect(overview([], {}).tickets_over_time).toHaveLength(31)
  })

  test('a late event corrects earlier days, but not what was said before it was known', () => {
    const late: Told[] = [...told, ['ticket-4', '02-01 09:00', created()]]
    const said = (asked: Asked) =>
      overview(late, { days: ['03-01', '03-01'], ...asked }).tickets_over_time[0]?.backlog
    expect(said({})).toBe(4)
    expect(said({ as_of: '700' })).toBe(3)
    expect(said({ as_of: timeOf('03-01 23:00') })).toBe(4)
  })
})

test('tables count tickets created in the period by their state at the moment asked for', () => {
  const told: Told[] = [
    ['department-1', '02-01 09:00', departmentCreated('Billing')],
    ['department-2', '02-01 09:00', departmentCreated('Sales')],
    ['ticket-1', '02-28 09:00', created(1)],
    ['ticket-2', '03-01 09:00', created(1, 'high')],
    ['ticket-3', '03-01 10:00', created(null, 'low')],
    ['ticket-4', '03-01 11:00', created(2, 'low')],
    ['ticket-2', '04-01 09:00', closed()],
    ['ticket-2', '04-02 09:00', movedTo(2)],
    ['ticket-4', '04-03 09:00', deleted],
  ]
  expect(overview(told)).toMatchObject({
    total_tickets: 2,
    by_status: { open: 1, in_progress: 0, on_hold: 0, closed: 1 },
    by_priority: { low: 1, medium: 0, high: 1, critical: 0 },
    by_department: [
      { id: 2, name: 'Sales', count: 1 },
      { id: null, name: null, count: 1 },
    ],
  })
  expect(overview(told, { as_of: timeOf('03-31 00:00') })).toMatchObject({
    total_tickets: 3,
    by_status: { open: 3, in_progress: 0, on_hold: 0, closed: 0 },
    by_department: [
      { id: 1, name: 'Billing', count: 1 },
      { id: 2, name: 'Sales', count: 1 },
      { id: null, name: null, count: 1 },
    ],
  })
})

test('medians and upper tenths lie between the closest ranks', () => {
  const told = [1, 2, 3, 10].flatMap((hours, index): Told[] => [
    [`ticket-${index + 1}`, '03-01 00:00', created()],
    [`ticket-${index + 1}`, `03-01 ${String(hours).padStart(2, '0')}:00`, closed()],
  ])
  const { count, mean, median, p90 } = overview(told).first_resolution_time
  expect([count, mean, median]).toEqual([4, 4 * HOUR, 2.5 * HOUR])
  expect(p90).toBeCloseTo(7.9 * HOUR, 6)
})

test('a department that was made after the moment asked for has its tickets of then; a deleted one has none', () => {
  const told: Told[] = [
    ['department-1', '03-20 09:00', departmentCreated('Billing')],
    ['ticket-1', '03-01 09:00', created(1)],
    ['department-1', '03-30 09:00', { type: 'DepartmentDeleted', data: {} }],
  ]
  const tableOf = (day: string) => overview(told, { as_of: timeOf(`${day} 12:00`) }).by_department
  expect(tableOf('03-02')).toEqual([{ id: 1, name: 'Billing', count: 1 }])
  expect(tableOf('03-20')).toEqual([{ id: 1, name: 'Billing', count: 1 }])
  expect(tableOf('03-30')).toEqual([{ id: null, name: null, count: 1 }])
})
