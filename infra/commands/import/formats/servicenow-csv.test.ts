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

  it.each(['?', ''])(
    'refuses each row whose number is “%s”, and makes no ticket of them',
    async (number) => {
      const items = await readAll(
        'servicenow-csv',
        [
          header,
          row('INC1', 'New', '29-02-2016 04:57'),
          row(number, 'New', '29-02-2016 04:58'),
          row('INC1', 'Active', '29-02-2016 04:59'),
          row(number, 'Resolved', '29-02-2016 05:00'),
        ].join('\n'),
      )
      const refused = (line: number) => {
        const reason = `“${number}” names no ticket, so nobody knows which one the row belongs to.`
        const errors = { number: [reason] }
        return { refused: { refused: 'ticket', external_id: null, line, errors } }
      }
      expect(ticketIn(items[0])).toMatchObject({ external_id: 'INC1', history: [{}, {}] })
      expect(items.slice(1)).toEqual([refused(3), refused(5)])
    },
  )

  it('leaves a state or priority that is not known as it was, takes the rest of the row, and tells', async () => {
    const [item] = await readAll(
      'servicenow-csv',
      [
        header,
        row('INC1', 'Resolved', '29-02-2016 04:57'),
        row('INC1', '-100', '29-02-2016 05:30', 'Mail,9 - Never,Group 2,?'),
      ].join('\n'),
    )
    expect(ticketIn(item).history?.[1]).toEqual({
      at: '2016-02-29T05:30:00.000Z',
      by: 'Updated by 7',
      status: null,
      priority: null,
      department: 'Group 2',
      category: 'Mail',
      assigned_to: null,
    })
    expect(item).toMatchObject({
      leftOut: [
        {
          refused: 'value',
          external_id: 'INC1',
          line: 3,
          errors: { incident_state: [expect.any(String)], priority: [expect.any(String)] },
        },
      ],
    })
  })

  it('leaves a row out of which it cannot read the time, and tells', async () => {
    const [item] = await readAll(
      'servicenow-csv',
      [
        header,
        row('INC1', 'New', '29-02-2016 04:57'),
        row('INC1', 'Active', '30-02-2016 04:57'),
        row('INC1', 'Resolved', '01-03-2016 04:57'),
      ].join('\n'),
    )
    expect(ticketIn(item).history?.map(({ status }) => status)).toEqual(['open', 'closed'])
    expect(item).toMatchObject({
      leftOut: [{ refused: 'row', line: 3, errors: { sys_updated_at: [expect.any(String)] } }],
    })
  })

  it('refuses an incident of which it cannot tell when it began, or nothing after, and goes on', async () => {
    const items = await readAll(
      'servicenow-csv',
      [
        header,
        row('INC1', 'New', '29-02-2016 04:57').replace('29-02-2016 04:40', '?'),
        row('INC2', 'New', 'yesterday'),
        row('INC3', 'New', '29-02-2016 04:57'),
      ].join('\n'),
    )
    expect(items).toMatchObject([
      {
        refused: {
          refused: 'ticket',
          external_id: 'INC1',
          line: 2,
          errors: { opened_at: [expect.any(String)] },
        },
      },
      {
        refused: { external_id: 'INC2', line: 3, errors: { sys_updated_at: [expect.any(String)] } },
      },
      { ticket: { external_id: 'INC3' } },
    ])
  })

  it.each(['29/2/2016 4:57', '29.02.2016 04:57:00', '2016-02-29 04:57:00', '2016-02-29T04:57'])(
    'reads times as an export may have them, such as %s',
    async (at) => {
      const [item] = await readAll('servicenow-csv', [header, row('INC1', 'New', at)].join('\n'))
      expect(ticketIn(item).history?.[0]?.at).toBe('2016-02-29T04:57:00.000Z')
    },
  )

  it('knows who called and when from any row, where the first did not record it', async () => {
    const began = row('INC1', 'New', '29-02-2016 04:57')
    const [item] = await readAll(
      'servicenow-csv',
      [
        header,
        began.replace('Caller 1', '?').replace('29-02-2016 04:40', '?'),
        row('INC1', 'Active', '29-02-2016 05:57'),
      ].join('\n'),
    )
    expect(ticketIn(item)).toMatchObject({
      customer: { name: 'Caller 1' },
      created_at: '2016-02-29T04:40:00.000Z',
    })
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
    ['without its columns', ['number,state', 'INC1,New']],
    ['without its columns and without a row', ['number,state']],
    ['with a column twice', [`${header},priority`, `${row('INC1', 'New', '29-02-2016 04:57')},?`]],
    ['with nothing in it', []],
    ['with a quote that does not end', [header, '"INC1']],
    ['with a quote that ends a value too soon', [header, '"INC1" or 2,New']],
    ['with a row that no call could send', [header, 'x'.repeat(2 ** 21)]],
  ])('is not begun with a file %s', async (_case, lines) => {
    await expect(readAll('servicenow-csv', lines.join('\n'))).rejects.toBeInstanceOf(WrongUse)
  })

  it('refuses an incident of which a row has more values than there are columns', async () => {
    const rows = [row('INC1', 'New', '29-02-2016 04:57'), row('INC2', 'New', '29-02-2016 04:58')]
    const items = await readAll('servicenow-csv', [header, `${rows[0]},x`, rows[1]].join('\n'))
    expect(items[0]).toMatchObject({ refused: { refused: 'ticket', external_id: 'INC1', line: 2 } })
    expect(ticketIn(items[1]).external_id).toBe('INC2')
  })

  it('takes a caller and a resolver with the longest names there are', async () => {
    const named = (last: string) => 'x'.repeat(249) + last
    const items = await readAll(
      'servicenow-csv',
      [
        header,
        row('INC1', 'New', '29-02-2016 04:57', `Mail,?,?,${named('a')}`),
        row('INC2', 'New', '29-02-2016 04:57', `Mail,?,?,${named('b')}`),
      ].join('\n'),
    )
    const emails = items.map((item) => ticketIn(item).history?.[0]?.assigned_to?.email)
    expect(new Set(emails).size).toBe(2)
  })

  it('takes a name for the same whichever way its letters are composed', async () => {
    const [item] = await readAll(
      'servicenow-csv',
      [
        header,
        row('INC1', 'New', '29-02-2016 04:57', 'Mail,?,?,\u00e9cole'),
        row('INC1', 'New', '29-02-2016 04:58', 'Mail,?,?,e\u0301cole'),
      ].join('\n'),
    )
    const emails = ticketIn(item).history?.map(({ assigned_to }) => assigned_to?.email)
    expect(new Set(emails).size).toBe(1)
  })
})
