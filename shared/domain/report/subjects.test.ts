import { describe, expect, test } from 'vitest'
import { type Told, timeOf } from '../../testing/history.ts'
import {
  type Asked,
  agentCreated,
  assigned,
  byAgent,
  closed,
  created,
  departmentCreated,
  HOUR,
  movedTo,
  none,
  once,
  reopened,
  report,
  wrote,
} from '../../testing/small-reports.ts'

describe('a figure of one agent or department', () => {
  const told: Told[] = [
    ['agent-1', '02-01 09:00', agentCreated('Ann')],
    ['agent-2', '02-01 09:00', agentCreated('Ben')],
    ['department-1', '02-01 09:00', departmentCreated('Billing')],
    ['department-2', '02-01 09:00', departmentCreated('Sales')],
    ['ticket-1', '03-01 09:00', created(1)],
    ['ticket-1', '03-01 09:00', assigned(1)],
    ['ticket-1', '03-01 10:00', wrote('agent', 2)],
    ['ticket-1', '03-01 11:00', closed()],
    ['ticket-1', '03-02 09:00', assigned(2)],
    ['ticket-1', '03-02 09:00', movedTo(2)],
    ['ticket-1', '03-03 09:00', reopened],
    ['ticket-1', '03-04 09:00', byAgent(1)],
    ['ticket-1', '03-05 09:00', reopened],
    ['ticket-2', '03-01 09:00', created(1)],
  ]

  test('is theirs who it was at the moment of the event, never of today', () => {
    expect(report('agent', told)).toMatchObject([
      {
        agent: { id: 1, name: 'Ann' },
        assigned: 1,
        replies: 0,
        resolutions: 2,
        tickets_resolved: 1,
        reopens: 0,
        backlog: 0,
        first_reply_time: none,
      },
      {
        agent: { id: 2, name: 'Ben' },
        assigned: 1,
        replies: 1,
        resolutions: 0,
        tickets_resolved: 0,
        reopens: 2,
        backlog: 1,
        first_reply_time: once(HOUR),
      },
    ])
    expect(report('department', told)).toMatchObject([
      {
        department: { id: 1, name: 'Billing' },
        assigned: 2,
        replies: 1,
        resolutions: 1,
        backlog: 1,
      },
      { department: { id: 2, name: 'Sales' }, assigned: 0, resolutions: 1, reopens: 2, backlog: 1 },
    ])
  })

  test('a backlog is that at the end of the period', () => {
    const [ann, ben] = report('agent', told, { days: ['03-01', '03-03'] })
    expect([ann?.backlog, ben?.backlog]).toEqual([0, 1])
    const [early] = report('agent', told.slice(0, 6), { days: ['03-01', '03-01'] })
    expect(early?.backlog).toBe(1)
  })

  test('names are those of the moment; who was gone is told where there are figures', () => {
    const later: Told[] = [
      ...told,
      ['agent-1', '03-10 09:00', { type: 'AgentChanged', data: { name: 'Anna' } }],
      ['agent-2', '03-11 09:00', { type: 'AgentDeleted', data: {} }],
    ]
    const namesIn = (asked: Asked) => report('agent', later, asked).map(({ agent }) => agent?.name)
    expect(namesIn({})).toEqual(['Anna', 'Ben'])
    expect(namesIn({ as_of: timeOf('03-09 00:00') })).toEqual(['Ann', 'Ben'])
    expect(namesIn({ days: ['04-01', '04-02'], as_of: timeOf('04-03 00:00') })).toEqual([
      'Anna',
      'Ben', // the ticket still lies with him
    ])
    expect(namesIn({ days: ['02-01', '02-02'] })).toEqual(['Anna'])
  })
})
