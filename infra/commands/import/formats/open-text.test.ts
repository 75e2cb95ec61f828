import { describe, expect, it } from 'vitest'
import { WrongUse } from '#commands/command.ts'
import { readAll, ticketIn } from './testing/read-source.ts'

const log = [
  'number,incident_state,caller_id,opened_at,sys_updated_by,sys_updated_at,priority,assignment_group',
  'INC1,New,Zoë,29-02-2016 04:40,Ann,29-02-2016 04:57,?,Büro',
].join('\n')
const page = JSON.stringify({
  users: [{ id: 8, name: 'Zoë', email: 'zoe@example.org' }],
  tickets: [
    {
      id: 35,
      subject: 'Help',
      status: 'new',
      requester_id: 8,
      created_at: '2016-02-29T04:40:00Z',
      updated_at: '2016-02-29T04:40:00Z',
    },
  ],
})
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')

describe.each([
  ['servicenow-csv', log],
  ['zendesk-json', page],
  ['zendesk-json', JSON.stringify(JSON.parse(page), null, 2)],
] as const)('the letters of a file (%s)', (format, text) => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', utf16(text)],
    ['UTF-16 the other way round', utf16(text).swap16()],
  ])('are read as %s', async (_encoding, bytes) => {
    const [item] = await readAll(format, bytes)
    expect(ticketIn(item).customer.name).toBe('Zoë')
  })

  it.each([
    ['in Latin-1', Buffer.from(text, 'latin1')],
    ['cut off within a letter', Buffer.from(`${text} ë`).subarray(0, -1)],
  ])('are not guessed where they are %s', async (_what, bytes) => {
    const reading = readAll(format, bytes)
    await expect(reading).rejects.toThrow(/is not in UTF-8/)
    await expect(reading).rejects.toBeInstanceOf(WrongUse)
  })
})
