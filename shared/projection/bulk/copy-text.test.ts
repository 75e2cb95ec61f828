import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonValue } from '../../kernel/event.ts'
import { createLogger } from '../../observability/logger.ts'
import { openDatabase } from '../../read-model/database.ts'
import { openTestPostgres } from '../../testing/postgres.ts'
import { openSession } from '../session.ts'
import { readColumns } from './columns.ts'
import { copyLine, NotForCopy } from './copy-text.ts'

const table = {
  table: 'copied',
  key: ['id'],
  columns: ['id', 'text', 'number', 'flag', 'at', 'ids', 'words', 'json'],
}
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('\\', '\n', '\t', '\r', '"', '{', '}', ',', 'N', 'é', '😀') }),
)
const id = fc.maxSafeNat()
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 4 })
const row = fc.record({
  text: orNull(text),
  number: orNull(fc.double({ noNaN: true, noDefaultInfinity: true })),
  flag: orNull(fc.boolean()),
  at: orNull(
    fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-01-01') })
      .map((date) => date.toISOString()),
  ),
  ids: orNull(fc.array(id)),
  words: orNull(fc.array(fc.option(text))),
  json: orNull(fc.jsonValue().map(asJson)),
})

test('a row that is copied is the row that a statement of JSON writes, whatever is in it', async () => {
  await using postgres = await openTestPostgres()
  const logger = createLogger({ service: 'test', level: 'silent' })
  await using database = openDatabase({ url: postgres.url, applicationName: 'test', logger })
  await using session = await openSession(database.pool)
  await database.pool.query(`create schema read_model; create table copied (id bigint, text text,
    number double precision, flag boolean, at timestamptz, ids bigint[], words text[], json jsonb)`)
  const columns = (await readColumns(session, [table]))(table)

  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      await session.run({ text: 'truncate copied', values: [] })
      const numbered = rows.map((of, index) => ({ id: index, ...of }))
      await session.copy(`copy copied (${table.columns.join()}) from stdin`, [
        Buffer.from(numbered.map((of) => copyLine(columns, of)).join('')),
      ])
      const copied = await session.run(sorted)
      expect(copied.length).toBe(rows.length)
      await session.run({ text: 'truncate copied', values: [] })
      await session.run({
        text: 'insert into copied select * from jsonb_populate_recordset(null::copied, $1)',
        values: [JSON.stringify(numbered)],
      })
      expect(copied).toEqual(await session.run(sorted))
    }),
    { numRuns: 50 },
  )
}, 30_000)

const sorted = { text: 'select copied::text from copied order by id', values: [] }

test.each([
  ['half of a surrogate pair', { kind: 'plain', value: 'a\ud800' }],
  ['half of one in a list', { kind: 'array', value: ['\udc00'] }],
  ['a list where none belongs', { kind: 'plain', value: [1] }],
  ['no list where one belongs', { kind: 'array', value: 'a' }],
] as const)('%s is left to the statement, which says what is wrong', (_, { kind, value }) => {
  expect(() => copyLine([{ name: 'a', kind }], { a: value })).toThrow(NotForCopy)
})

/** Any of it, but without what JSON has no words for. */
function asJson(value: unknown): JsonValue {
  return parseValue(JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')))
}

function parseValue(value: unknown): JsonValue {
  return value as JsonValue
}
