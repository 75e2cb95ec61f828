import { describe, expect, it } from 'vitest'
import { WrongUse } from '#commands/command.ts'
import { readAll, ticketIn } from './testing/read-source.ts'

describe('any CSV', () => {
  const mapping = {
    columns: {
      external_id: 'Nr',
      'customer.name': 'Wer',
      title: 'Betreff',
      created_at: 'Auf',
      at: 'Wann',
      status: 'Stand',
      'assigned_to.name': 'Wem',
      'message.content': 'Text',
      'message.from': 'Von',
      labels: 'Marken',
    },
    values: { status: { fertig: 'closed' }, 'message.from': { K: 'customer' } },
    empty: ['-'],
    time: 'DD.MM.YYYY HH:mm',
  }

  it('is read as its mapping says', async () => {
    const [item] = await readAll(
      'csv',
      [
        'Nr,Wer,Betreff,Auf,Wann,Stand,Wem,Text,Von,Marken',
        '1,Zoë,Hilfe,29.02.2016 04:40,29.02.2016 05:00,-,Ann,Bitte,K,"rot; blau"',
        '1,Zoë,Hilfe,29.02.2016 04:40,01.03.2016 05:00,fertig,-,-,-,-',
      ].join('\n'),
      JSON.stringify(mapping),
    )
    const told = ticketIn(item)
    expect(told.customer.email).toMatch(/^zo-[0-9a-f]{6}@import\.invalid$/)
    expect(told).toMatchObject({
      labels: ['rot', 'blau'],
      history: [
        {
          at: '2016-02-29T05:00:00.000Z',
          assigned_to: { name: 'Ann' },
          message: { content: 'Bitte', from: 'customer' },
        },
        { at: '2016-03-01T05:00:00.000Z', status: 'closed', assigned_to: null },
      ],
    })
  })

  const columns = { external_id: 'id', 'customer.name': 'who', title: 'title' }
  const isoMapping = JSON.stringify({ columns: { ...columns, created_at: 'made', at: 'at' } })
  const isoFile = (made: string, at = made) => `id,who,title,made,at\n1,Bo,Help,${made},${at}`

  it('takes a time without a zone for UTC, with one for what it says', async () => {
    const [item] = await readAll('csv', isoFile('2016-02-29', '2016-02-29 04:40'), isoMapping)
    const { created_at, history } = ticketIn(item)
    expect(created_at).toBe('2016-02-29T00:00:00.000Z')
    expect(history?.[0]?.at).toBe('2016-02-29T04:40:00.000Z')
    const [zoned] = await readAll('csv', isoFile('2016-02-29T04:40:30+02:00'), isoMapping)
    expect(ticketIn(zoned).created_at).toBe('2016-02-29T02:40:30.000Z')
  })

  it.each([
    '2015-02-29',
    '2016-02-30T04:40:00Z',
    '2016-02-29T24:40:00Z',
    '29.02.2016',
    '1456720800',
  ])('refuses the ticket of a time such as %s', async (time) => {
    const [item] = await readAll('csv', isoFile(time), isoMapping)
    expect(item).toMatchObject({
      refused: { external_id: '1', line: 2, errors: { made: [`“${time}” is no time (iso).`] } },
    })
  })

  it('tells on which line a time is none', async () => {
    const text = `${isoFile('2016-02-29')}\n1,Bo,Help,2016-02-29,noon`
    const [item] = await readAll('csv', text, isoMapping)
    expect(item).toMatchObject({
      refused: { line: 3, errors: { at: ['“noon” is no time (iso).'] } },
    })
  })

  it('is read with a byte order mark, other ends of lines, and quoted values of several lines', async () => {
    const text =
      '\uFEFF"id",who,title,made,at\r\n1,"Bo ""B"", Jr.","Help,\r\nplease",2016-02-29,2016-02-29\r\n'
    const [item] = await readAll('csv', text, `\uFEFF${isoMapping}`)
    expect(ticketIn(item)).toMatchObject({
      customer: { name: 'Bo "B", Jr.' },
      title: expect.stringMatching(/^Help,\s+please$/),
    })
  })

  it.each([
    ['of its header and rows', '\r\n', '\n'],
    ['of its header and rows, the other way round', '\n', '\r\n'],
    ['that are old', '\r', '\r'],
  ])('is read with different ends of lines %s', async (_case, headerEnd, rowEnd) => {
    const row = (id: string) => `${id},Bo,"Help,\nplease",2016-02-29,2016-02-29`
    const text = ['id,who,title,made,at', ['1', '2', '3'].map(row).join(rowEnd)].join(headerEnd)
    const items = await readAll('csv', text, isoMapping)
    expect(items.map((item) => ticketIn(item).external_id)).toEqual(['1', '2', '3'])
    expect(ticketIn(items[2]).title).toMatch(/^Help,\s+please$/)
  })

  it('keeps a stray end of a line inside a value that is not quoted', async () => {
    const [item] = await readAll('csv', titled('Help\rplease'), isoMapping)
    expect(ticketIn(item).title).toBe('Help\rplease')
  })

  it('leaves out a row without a time, tells it, and begins with the first that has one', async () => {
    const { columns } = JSON.parse(isoMapping)
    const rows = [
      '1,Bo,Help,,?,open',
      '1,Bo,Help,2016-02-29,2016-03-01,on_hold',
      '1,Bo,Help,?,,closed',
    ]
    const [item] = await readAll(
      'csv',
      ['id,who,title,made,at,state', ...rows].join('\n'),
      JSON.stringify({ columns: { ...columns, status: 'state' } }),
    )
    const { created_at, history } = ticketIn(item)
    expect([created_at, history?.map(({ status }) => status)]).toEqual([
      '2016-02-29T00:00:00.000Z',
      ['on_hold'],
    ])
    const errors = { at: ['There is none, so nobody knows when it was.'] }
    expect(item).toMatchObject({
      leftOut: [2, 4].map((line) => ({ refused: 'row', external_id: '1', line, errors })),
    })
  })

  it.each([
    ['no row tells when it began', '1,Bo,Help,?,2016-03-01', 'made'],
    ['no row has a time', '1,Bo,Help,2016-02-29,?', 'at'],
  ])('refuses the ticket of which %s', async (_case, row, column) => {
    const [item] = await readAll('csv', `id,who,title,made,at\n${row}\n${row}`, isoMapping)
    const errors = { [column]: [expect.stringContaining('none')] }
    expect(item).toEqual({ refused: { refused: 'ticket', external_id: '1', line: 2, errors } })
  })

  const titled = (...titles: readonly string[]) =>
    [
      'id,who,title,made,at',
      ...titles.map((title, at) => `${at},Bo,${title},2016-02-29,2016-02-29`),
    ]
      .concat('last,Bo,Help,2016-02-29,2016-02-29')
      .join('\n')

  it('takes a quote inside a value that does not begin with one for a letter', async () => {
    const items = await readAll(
      'csv',
      titled('A 5" drive', '3" or 5"', 'x"', '"5"" too"'),
      isoMapping,
    )
    const titles = ['A 5" drive', '3" or 5"', 'x"', '5" too', 'Help']
    expect(items.map((item) => ticketIn(item).title)).toEqual(titles)
  })

  it('refuses the ticket of a row with more values than columns, and goes on with the next', async () => {
    const text = `${titled('Help, please')}\nlast,Bo,No, thanks,2016-02-29,2016-02-29\n`
    const items = await readAll('csv', text, isoMapping)
    const errors = { row: [expect.stringContaining('more values than the header has columns')] }
    expect(items).toMatchObject([
      { refused: { refused: 'ticket', external_id: '0', line: 2, errors } },
      { refused: { refused: 'ticket', external_id: 'last', line: 4, errors } },
    ])
  })

  it('is read with a separator too many at the end of its rows', async () => {
    const [item] = await readAll('csv', `${isoFile('2016-02-29')},,`, isoMapping)
    expect(ticketIn(item).title).toBe('Help')
  })

  it('is no further read where a quote ends a value too soon, for nobody knows where its row ends', async () => {
    const broken = readAll('csv', titled('fine', '"A 5" drive"', '"fine"'), isoMapping)
    await expect(broken).rejects.toThrow(/quote at line 3$/)
    await expect(broken).rejects.toBeInstanceOf(WrongUse)
  })

  it('keeps a value for which the mapping has no word, whatever it is', async () => {
    const { columns } = JSON.parse(isoMapping)
    const mapping = { columns: { ...columns, by: 'who' }, values: { by: { Bo: 'Bob' } } }
    const text = 'id,who,title,made,at\n1,constructor,Help,2016-02-29,2016-02-29\n'
    const [item] = await readAll('csv', text, JSON.stringify(mapping))
    expect(ticketIn(item).history?.[0]?.by).toBe('constructor')
  })

  it.each([
    ['-', ['-']],
    ['?', undefined],
    ['', ['-']],
  ])(
    'refuses each row whose id is “%s” where its mapping takes that for nothing',
    async (id, empty) => {
      const row = `${id},Bo,Help,2016-02-29,2016-02-29`
      const text = ['id,who,title,made,at', row, row, row.replace(id, 'T-1')].join('\n')
      const items = await readAll('csv', text, JSON.stringify({ ...JSON.parse(isoMapping), empty }))
      const errors = { id: [expect.stringContaining(`“${id}” names no ticket`)] }
      expect(items.slice(0, 2)).toEqual(
        [2, 3].map((line) => ({ refused: { refused: 'ticket', external_id: null, line, errors } })),
      )
      expect(ticketIn(items[2]).external_id).toBe('T-1')
    },
  )

  it('is not begun where a column of the mapping is missing', async () => {
    await expect(readAll('csv', 'id,who,title,made\n', isoMapping)).rejects.toThrow('no column at')
  })

  it.each([
    ['no JSON', '{'],
    ['a column for a field that does not exist', JSON.stringify({ columns: { owner: 'Wem' } })],
    ['a time of which no day is known', isoMapping.replace('}}', '},"time":"DD.MM.YY HH:mm"}')],
    ['no column for what is needed', JSON.stringify({ columns: { title: 'Betreff' } })],
  ])('is not begun with a mapping that has %s', async (_case, text) => {
    await expect(readAll('csv', 'Nr\n1', text)).rejects.toBeInstanceOf(WrongUse)
  })
})
