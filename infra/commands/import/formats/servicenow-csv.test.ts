import { describe, expect, it } from 'vitest'
import { WrongUse } from '#commands/command.ts'
import { readAll, ticketIn } from './testing/read-source.ts'

describe('an audit log of ServiceNow', () => {
  const header =
    'number,incident_state,caller_id,opened_at,sys_updated_by,sys_updated_at,category,priority,assignment_group,assigned_to'
  const row = (number: string, state: string, at: string, rest = 'Mail,3 - Moderate,Group 1,?') =>
    `${number},${state},Caller 1,29-02-2016 04:40,Updated by 7,${at},${rest}`

  it('tells of each row the whole state, when and by whom', async () => {
    const [item] = await readAll(
      'servicenow-csv',
      [
        `\uFEFF${header}`,
        row('INC1', 'New', '29-02-2016 04:57'),
        row('INC1', 'Awaiting Vendor', '29-02-2016 05:30', 'Mail,1 - Critical,?,Resolver 2'),
        row('INC1', 'Resolved', '01-03-2016 00:00', 'Mail,1 - Critical,?,?'),
        row('INC1', 'Closed', '02-03-2016 00:00', 'Mail,1 - Critical,?,?'),
      ].join('\r\n'),
    )
    expect(ticketIn(item)).toMatchObject({
      external_id: 'INC1',
      customer: { name: 'Caller 1', email: 'caller-1@servicenow.invalid' },
      created_at: '2016-02-29T04:40:00.000Z',
      priority: 'medium',
      department: 'Group 1',
      category: 'Mail',
      history: [
        { at: '2016-02-29T04:57:00.000Z', by: 'Updated by 7', status: 'open', is_resolved: false },
        {
          status: 'on_hold',
          priority: 'critical',
          department: null,
          assigned_to: { name: 'Resolver 2', email: 'resolver-2@servicenow.invalid' },
        },
        { status: 'closed', is_resolved: true, assigned_to: null },
        { at: '2016-03-02T00:00:00.000Z', status: 'closed' },
      ],
    })
  })

  it('believes the order of the rows more than their clocks', async () => {
    const [item] = await readAll(
      'servicenow-csv',
      [
        header,
        row('INC1', 'New', '29-02-2016 04:00'),
        row('INC1', 'New', '29-02-2016 11:10'),
        row('INC1', 'Active', '29-02-2016 09:52'),
        row('INC1', 'Resolved', '29-02-2016 11:03'),
      ].join('\n'),
    )
    expect(ticketIn(item).history?.map(({ at }) => at.slice(11, 16))).toEqual([
      '04:40',
      '09:52',
      '09:52',
      '11:03',
    ])
  })

  it('refuses an incident that it does not understand, and goes on', async () => {
    const items = await readAll(
      'servicenow-csv',
      [
        header,
        row('INC1', 'Gone', '30-02-2016 04:57', 'Mail,9 - Never,?,?'),
        row('INC2', 'New', '29-02-2016 04:57'),
      ].join('\n'),
    )
    expect(items[0]).toMatchObject({
      refused: {
        external_id: 'INC1',
        line: 2,
        errors: {
          incident_state: [expect.anything()],
          sys_updated_at: [expect.anything()],
          priority: [expect.anything()],
        },
      },
    })
    expect(ticketIn(items[1]).external_id).toBe('INC2')
  })

  it('leaves the state and the priority as they are where they were not recorded', async () => {
    const [item] = await readAll(
      'servicenow-csv',
      [
        header,
        row('INC1', 'Resolved', '29-02-2016 04:57', 'Mail,?,?,?'),
        row('INC1', '?', '29-02-2016 05:30', 'Mail,2 - High,?,?'),
      ].join('\n'),
    )
    const { priority, history } = ticketIn(item)
    expect([priority, history?.map((entry) => [entry.status, entry.priority])]).toEqual([
      undefined,
      [
        ['closed', undefined],
        [undefined, 'high'],
      ],
    ])
    expect(history?.map(({ is_resolved }) => is_resolved)).toEqual([true, undefined])
  })

  it.each([
    [
      'whose incidents are torn apart',
      [header, 'INC1', 'INC2', 'INC1'].map((line) =>
        line === header ? line : row(line, 'New', '29-02-2016 04:57'),
      ),
    ],
    ['without its columns', ['number,state', 'INC1,New']],
    ['without its columns and without a row', ['number,state']],
    ['with nothing in it', []],
    ['with a quote that does not end', [header, '"INC1']],
    ['with a quote in the midst of a value', [header, 'INC1,a "New" one']],
    ['with a row of too many values', [header, `${row('INC1', 'New', '29-02-2016 04:57')},,,,`]],
    ['with a row that no call could send', [header, 'x'.repeat(2 ** 21)]],
  ])('is not begun with a file %s', async (_case, lines) => {
    await expect(readAll('servicenow-csv', lines.join('\n'))).rejects.toBeInstanceOf(WrongUse)
  })
})
