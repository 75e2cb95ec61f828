import { describe, expect, it } from 'vitest'
import { readAll, ticketIn } from './testing/read-source.ts'

describe('yes and no in any CSV', () => {
  const needed = {
    external_id: 'id',
    'customer.name': 'who',
    title: 'title',
    created_at: 'made',
    at: 'at',
  }

  const noted = (flag: string, told: object = {}) => {
    const columns = { 'message.content': 'text', 'message.is_internal': 'secret' }
    return readAll(
      'csv',
      `id,who,title,made,at,text,secret\n1,Bo,Help,2016-02-29,2016-02-29,He lies,${flag}`,
      JSON.stringify({ columns: { ...needed, ...columns }, ...told }),
    )
  }

  it.each([
    ['true', true],
    ['YES', true],
    ['1', true],
    ['False', false],
    ['no', false],
    ['0', false],
    ['', undefined],
    ['?', undefined],
  ])('a note of which “%s” tells whether it is internal', async (word, is_internal) => {
    const [item] = await noted(word)
    expect(ticketIn(item).history?.[0]?.message?.is_internal).toBe(is_internal)
  })

  it('takes the words of its mapping for true and false', async () => {
    const [item] = await noted('ja', { values: { 'message.is_internal': { ja: 'true' } } })
    expect(ticketIn(item).history?.[0]?.message?.is_internal).toBe(true)
  })

  it('refuses the ticket of a note of which nobody knows whether it is internal', async () => {
    const [item] = await noted('private')
    const reason =
      '“private” is neither true, yes or 1 nor false, no or 0; the values of the mapping can say which it is.'
    expect(item).toMatchObject({
      refused: { refused: 'ticket', external_id: '1', line: 2, errors: { secret: [reason] } },
    })
  })

  it('refuses the ticket of which nobody knows whether it is resolved', async () => {
    const [item] = await readAll(
      'csv',
      'id,who,title,made,at,done\n1,Bo,Help,2016-02-29,2016-02-29,no\n1,Bo,Help,2016-02-29,2016-02-29,x',
      JSON.stringify({ columns: { ...needed, is_resolved: 'done' } }),
    )
    expect(item).toMatchObject({
      refused: { line: 3, errors: { done: [expect.stringContaining('“x” is neither true')] } },
    })
  })
})
