import { expect, test } from 'vitest'
import { openTestPostgres } from '../testing/postgres.ts'
import { openSession } from './session.ts'

test('a row that a table does not take any more is not repeated in the error: it would be logged, and shown in health', async () => {
  await using postgres = await openTestPostgres()
  const pool = await postgres.openPool('test')
  await pool.query('create table people (id bigint, name text)')
  await using session = await openSession(pool)
  const write = { text: 'select * from unnest($1::people[])', values: ['{"(1,Bo Diddley)"}'] }
  expect(await session.run(write)).toEqual([{ id: 1, name: 'Bo Diddley' }])

  await pool.query('alter table people add column more text')
  const error: unknown = await session.run(write).catch((fault: unknown) => fault)
  expect(error).toMatchObject({ code: '22P02', message: 'malformed record literal' })
  expect(error).toHaveProperty('stack', expect.not.stringContaining('Bo Diddley'))
})

test.each([
  ['German', 'fehlerhafte Record-Konstante', ': »', '«'],
  ['French', 'enregistrement litéral invalide', ' : « ', ' »'],
  ['Russian', 'ошибочный литерал записи', ': "', '"'],
])(
  'a row is not repeated either where the database speaks %s',
  async (_language, message, before, after) => {
    await using postgres = await openTestPostgres()
    await using session = await openSession(await postgres.openPool('test'))
    const told = `${message}${before}(1,Bo Diddley)${after}`
    const text = `do $$ begin raise exception using message = '${told}', errcode = '22P02'; end $$`
    const error: unknown = await session.run({ text, values: [] }).catch((fault: unknown) => fault)
    expect(error).toMatchObject({ code: '22P02', message })
    expect(error).toHaveProperty('stack', expect.not.stringContaining('Bo Diddley'))
  },
)
