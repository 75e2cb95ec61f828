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

  it.each([
    ['no JSON', '{'],
    ['a column for a field that does not exist', JSON.stringify({ columns: { owner: 'Wem' } })],
    ['no column for what is needed', JSON.stringify({ columns: { title: 'Betreff' } })],
  ])('is not begun with a mapping that has %s', async (_case, text) => {
    await expect(readAll('csv', 'Nr\n1', text)).rejects.toBeInstanceOf(WrongUse)
  })
})
