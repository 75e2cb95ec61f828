import { describe, expect, it } from 'vitest'
import { readAll, ticketIn } from './testing/read-source.ts'

describe('a comment of a Zendesk export', () => {
  const users = [
    { id: 8, name: 'Bo', email: 'bo@example.org', role: 'end-user' },
    { id: 9, name: 'Cleo', email: 'cleo@example.org', role: 'end-user' },
    { id: 7, name: 'Ann', email: 'ann@example.org', role: 'agent' },
  ]
  const ticket = {
    id: 35,
    subject: 'Help',
    description: 'It broke',
    status: 'open',
    requester_id: 8,
    created_at: '2016-02-29T04:40:00Z',
    updated_at: '2016-03-01T04:40:00Z',
  }
  type Event = { readonly [field: string]: unknown }
  const opening = { id: 1, type: 'Comment', body: 'It broke', public: true, author_id: 8 }
  const auditsOf = (first: readonly Event[], later: readonly Event[]) => [
    { created_at: ticket.created_at, author_id: 8, events: first },
    { created_at: '2016-02-29T06:00:00Z', author_id: 7, events: later },
  ]

  async function read(
    later: readonly Event[],
    { first = [opening], told = {} }: { first?: readonly Event[]; told?: object } = {},
  ) {
    const tickets = [{ ...ticket, audits: auditsOf(first, later), ...told }]
    const [item] = await readAll('zendesk-json', JSON.stringify({ users, tickets }))
    const { content, history } = ticketIn(item)
    const notes = (history ?? []).flatMap(({ by, message }) =>
      message
        ? [{ by, text: message.content, from: message.from, internal: message.is_internal }]
        : [],
    )
    return { content, notes, leftOut: item && 'ticket' in item ? (item.leftOut ?? []) : [] }
  }

  const comment = (fields: Event) => ({ type: 'Comment', public: true, author_id: 7, ...fields })
  const voice = (fields: Event) => ({ ...comment(fields), type: 'VoiceComment' })

  it.each([
    ['its body', comment({ body: 'Look', html_body: '<p>Look <b>there</b></p>' }), 'Look'],
    ['its plain body', comment({ plain_body: 'Look', html_body: '<p>Look!</p>' }), 'Look'],
    ['a call by its body', voice({ body: 'Call from +49 1' }), 'Call from +49 1'],
    [
      'a call with what was said',
      voice({ body: 'Call from +49 1', data: { transcription_text: 'Hello?', call_duration: 5 } }),
      'Call from +49 1\n\nHello?',
    ],
    [
      'a call that tells what was said already',
      voice({ body: 'Call: Hello?', data: { transcription_text: 'Hello?' } }),
      'Call: Hello?',
    ],
    ['a post', { ...comment({ body: 'Broken!' }), type: 'FacebookComment' }, 'Broken!'],
    [
      'its HTML as plain text',
      comment({
        body: ' ',
        html_body:
          '<style>p { color: red }</style><p>Dear&nbsp;Bo &amp; Co,<br/>it is 1 &lt; 2 &#233; &#x2026;</p>' +
          '<ul><li>one</li>\n<li><a href="https://a.test/x?b=1&amp;c=2">two</a></li></ul><!-- no -->',
      }),
      'Dear Bo & Co,\nit is 1 < 2 é …\n\n- one\n- two (https://a.test/x?b=1&c=2)',
    ],
  ])('has %s', async (_case, event, text) => {
    const { notes, leftOut } = await read([event])
    expect([notes.map((note) => note.text), leftOut]).toEqual([[text], []])
  })

  it('without any text is left out, and that is told', async () => {
    const { notes, leftOut } = await read([comment({ body: '', html_body: '<img src="a.png">' })])
    expect(notes).toEqual([])
    const reason = 'What user 7 wrote at 2016-02-29T06:00:00.000Z has no text; it is left out.'
    expect(leftOut).toEqual([
      { refused: 'row', external_id: '35', line: 1, errors: { comment: [reason] } },
    ])
  })

  it.each([
    ['customer, who is an end user', 8],
    ['end user who is not the customer', 9],
  ])(
    'that is private stays internal, also of a %s, who becomes no agent by it',
    async (_case, author_id) => {
      const { notes } = await read([
        comment({ body: 'Not for all', public: false, author_id }),
        comment({ body: 'For all', author_id }),
      ])
      expect(notes).toEqual([
        {
          by: expect.stringMatching(/^(Bo|Cleo) \(no agent\)$/),
          text: 'Not for all',
          from: 'agent',
          internal: true,
        },
        {
          by: expect.stringMatching(/@example.org$/),
          text: 'For all',
          from: 'customer',
          internal: false,
        },
      ])
    },
  )

  it('that is private is an agent’s, also of one who asked for the ticket', async () => {
    const { notes } = await read([comment({ body: 'Mine', public: false })], {
      told: { requester_id: 7 },
    })
    expect(notes).toEqual([{ by: 'ann@example.org', text: 'Mine', from: 'agent', internal: true }])
  })

  it('that was made private later was never public here', async () => {
    const { notes } = await read([
      comment({ id: 5, body: 'Oh no' }),
      { type: 'CommentPrivacyChange', comment_id: 5, public: false },
    ])
    expect(notes).toMatchObject([{ text: 'Oh no', internal: true }])
  })

  it.each([
    ['is private', [{ ...opening, public: false, author_id: 7 }], []],
    [
      'was made private',
      [{ ...opening, author_id: 7 }],
      [{ type: 'CommentPrivacyChange', comment_id: 1, public: false }],
    ],
  ])(
    'that began the ticket and %s is a note, and not what the customer asks',
    async (_case, first, later) => {
      const { content, notes } = await read(later, { first })
      expect(content).toBe('Help')
      expect(notes).toEqual([
        { by: 'ann@example.org', text: 'It broke', from: 'agent', internal: true },
      ])
    },
  )

  it('that is all there is of a private ticket without audits is a note, too', async () => {
    const told = { audits: [], is_public: false, submitter_id: 7 }
    const { content, notes } = await read([], { told })
    expect([content, notes]).toEqual([
      'Help',
      [{ by: 'ann@example.org', text: 'It broke', from: 'agent', internal: true }],
    ])
  })

  it('beside the one that began the ticket is kept', async () => {
    const first = [opening, comment({ body: 'I called him', public: false })]
    const { content, notes } = await read([], { first })
    expect(content).toBe('It broke')
    expect(notes).toMatchObject([{ by: 'ann@example.org', text: 'I called him', internal: true }])
  })

  it('of a user whom the file does not tell is nobody’s reply but an internal note, and that is told', async () => {
    const { notes, leftOut } = await read([comment({ body: 'Hello', author_id: 99 })])
    expect(notes).toEqual([
      { by: 'Zendesk user 99 (no agent)', text: 'Hello', from: 'agent', internal: true },
    ])
    const reason =
      'The file does not tell whether user 99 is an agent, who wrote at 2016-02-29T06:00:00.000Z; it is kept as an internal note.'
    expect(leftOut).toEqual([
      { refused: 'value', external_id: '35', line: 1, errors: { author_id: [reason] } },
    ])
  })

  it('of a user of whom only the ticket tells is the customer’s or, of an assignee, an agent’s', async () => {
    const written = [66, 55, 44].map((author_id) => comment({ body: `${author_id}`, author_id }))
    const assigned = { type: 'Change', field_name: 'assignee_id', value: '55' }
    const { notes, leftOut } = await read([...written, assigned], {
      told: { requester_id: 66, assignee_id: 44 },
    })
    expect(notes.map(({ text, from, internal }) => [text, from, internal])).toEqual([
      ['66', 'customer', false],
      ['55', 'agent', false],
      ['44', 'agent', false],
    ])
    expect(leftOut).toEqual([])
  })
})
