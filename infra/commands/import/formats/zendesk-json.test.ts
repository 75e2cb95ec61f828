import { describe, expect, it } from 'vitest'
import { WrongUse } from '#commands/command.ts'
import { readAll, ticketIn } from './testing/read-source.ts'

describe('a ticket export of Zendesk', () => {
  const users = [
    { id: 8, name: 'Bo', email: 'bo@example.org', role: 'end-user' },
    { id: 7, name: 'Ann', email: 'ann@example.org', role: 'agent' },
  ]
  const groups = [{ id: 3, name: 'Support' }]
  const ticket = {
    id: 35,
    subject: 'Help',
    description: 'It broke',
    status: 'solved',
    priority: 'urgent',
    requester_id: 8,
    assignee_id: 7,
    group_id: 3,
    tags: ['late'],
    created_at: '2016-02-29T04:40:00Z',
    updated_at: '2016-03-01T04:40:00Z',
  }
  const audits = [
    {
      created_at: '2016-02-29T04:40:00Z',
      author_id: 8,
      events: [
        { type: 'Create', field_name: 'status', value: 'new' },
        { type: 'Create', field_name: 'priority', value: null },
        { type: 'Create', field_name: 'group_id', value: '3' },
        { type: 'Comment', body: 'It broke', public: true },
      ],
    },
    {
      created_at: '2016-02-29T06:00:00Z',
      author_id: 7,
      events: [
        { type: 'Comment', body: 'He is angry', public: false, author_id: 7 },
        { type: 'Change', field_name: 'status', value: 'pending', previous_value: 'new' },
        { type: 'Change', field_name: 'assignee_id', value: '7', previous_value: null },
        { type: 'Change', field_name: 'priority', value: 'urgent', previous_value: null },
        { type: 'Notification', subject: 'Hello' },
      ],
    },
    {
      created_at: '2016-02-29T07:00:00Z',
      author_id: 8,
      events: [{ type: 'Comment', body: 'Thanks', public: true, author_id: 8 }],
    },
    {
      created_at: '2016-03-01T04:40:00Z',
      author_id: -1,
      events: [
        { type: 'Change', field_name: 'status', value: 'solved', previous_value: 'pending' },
      ],
    },
  ]

  it.each([
    ['a page a line', JSON.stringify({ users, groups, tickets: [{ ...ticket, audits }] })],
    [
      'a ticket a line',
      `${JSON.stringify({ users, groups })}\n${JSON.stringify({ ...ticket, audits })}\n`,
    ],
    ['one document', JSON.stringify({ users, groups, tickets: [{ ...ticket, audits }] }, null, 2)],
  ])('tells what its audits tell: %s', async (_case, text) => {
    const [item] = await readAll('zendesk-json', text)
    const told = ticketIn(item)
    expect(told).toMatchObject({
      external_id: '35',
      customer: { name: 'Bo', email: 'bo@example.org' },
      title: 'Help',
      content: 'It broke',
      status: 'open',
      department: 'Support',
      labels: ['late'],
      history: [
        {
          by: 'ann@example.org',
          message: { content: 'He is angry', from: 'agent', is_internal: true },
        },
        {
          by: 'ann@example.org',
          status: 'on_hold',
          priority: 'critical',
          assigned_to: { email: 'ann@example.org' },
        },
        { by: 'bo@example.org', message: { from: 'customer', is_internal: false } },
        { by: 'Zendesk user -1', status: 'closed', is_resolved: true },
      ],
    })
    expect(told.priority ?? null).toBeNull()
  })

  it('without audits tells how a ticket stands since its last change', async () => {
    const [item] = await readAll(
      'zendesk-json',
      JSON.stringify({ users, groups, tickets: [ticket] }),
    )
    const { status, assigned_to, history } = ticketIn(item)
    expect([status, assigned_to?.name]).toEqual([undefined, 'Ann'])
    expect(history).toEqual([
      { at: '2016-03-01T04:40:00.000Z', status: 'closed', is_resolved: true },
    ])
  })

  it('has the line separators of JSON in its texts, a ticket a line', async () => {
    const odd = { ...ticket, description: 'one\u2028two\u2029three\u0085four' }
    const lines = [JSON.stringify({ users, groups }), JSON.stringify(odd), JSON.stringify(ticket)]
    const items = await readAll('zendesk-json', lines.join('\n'))
    expect(items.map((item) => ticketIn(item).content)).toEqual([odd.description, 'It broke'])
  })

  it('is read with a byte order mark and other ends of lines', async () => {
    const lines = [JSON.stringify({ users, groups }), '', JSON.stringify({ ...ticket, audits })]
    const [item] = await readAll('zendesk-json', `\uFEFF${lines.join('\r\n')}\r\n`)
    expect(ticketIn(item)).toMatchObject({ external_id: '35', department: 'Support' })
  })

  it.each([
    ['nothing in it', '', 'is empty'],
    ['a line that is cut off', `{"tickets":[]}\n{"tickets":[`, 'line 2'],
    ['something else in it', 'id,subject\n1,Help', 'line 1'],
    ['JSON that is no export', '[1, 2]', 'line 1'],
  ])('is not begun with a file that has %s', async (_case, text, told) => {
    const reading = readAll('zendesk-json', text)
    await expect(reading).rejects.toBeInstanceOf(WrongUse)
    await expect(reading).rejects.toThrow(told)
  })

  it('leaves no line out: what is no page is a ticket, whatever it lacks', async () => {
    const { subject: _, ...untitled } = ticket
    const items = await readAll(
      'zendesk-json',
      [{ users, groups }, untitled, {}].map((line) => JSON.stringify(line)).join('\n'),
    )
    expect(ticketIn(items[0])).toMatchObject({ external_id: '35', title: 'Ticket 35' })
    expect(items.slice(1)).toMatchObject([{ refused: { external_id: null, line: 3 } }])
  })

  it('keeps people of one name apart who have no address', async () => {
    const namesakes = [1, 2].map((id) => ({ id, name: 'Ann', role: 'end-user' }))
    const items = await readAll(
      'zendesk-json',
      JSON.stringify({
        users: namesakes,
        tickets: namesakes.map(({ id }) => ({ ...ticket, id, requester_id: id })),
      }),
    )
    const customers = items.map((item) => ticketIn(item).customer)
    expect(customers).toEqual([
      { name: 'Ann', email: 'ann-1@zendesk.invalid' },
      { name: 'Ann', email: 'ann-2@zendesk.invalid' },
    ])
  })

  it('names what a ticket lacks', async () => {
    const [item] = await readAll(
      'zendesk-json',
      JSON.stringify({ tickets: [{ id: 4, subject: 'A' }] }),
    )
    expect(item).toMatchObject({
      refused: { external_id: '4', errors: { status: [expect.any(String)] } },
    })
  })
})
