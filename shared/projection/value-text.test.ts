import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonValue } from '../kernel/event.ts'
import { openTestDatabase } from '../testing/database.ts'
import { copyLine } from './bulk/copy-text.ts'
import { readColumns } from './columns.ts'
import { recordsText } from './records-text.ts'
import { openSession } from './session.ts'
import { projectionTablesSql } from './tables.ts'
import { NotForColumn, valueText } from './value-text.ts'

const table = {
  table: 'written',
  key: ['id'],
  columns: ['id', 'text', 'number', 'flag', 'at', 'ids', 'words', 'json'],
}
const nothing = { name: 'none', types: new Set<string>(), apply: () => undefined }
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

test('a row is the same by COPY, as a record and as JSON, whatever is in it', async () => {
  await using database = await openTestDatabase()
  await using session = await openSession(database.pool)
  await database.pool.query(`create schema read_model; create schema projection;
    ${projectionTablesSql}
    create table written (id bigint, text text, number double precision, flag boolean,
      at timestamptz, ids bigint[], words text[], json jsonb)`)
  const columnsOf = await readColumns(session.run, [{ ...nothing, tables: [table] }])
  const columns = columnsOf(table)
  const read = async () => {
    const rows = await session.run({
      text: 'select t::text from written t order by id',
      values: [],
    })
    await session.run({ text: 'truncate written', values: [] })
    return rows
  }

  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const numbered = rows.map((of, index) => ({ id: index, ...of }))
      await session.run({
        text: 'insert into written select * from jsonb_populate_recordset(null::written, $1)',
        values: [JSON.stringify(numbered)],
      })
      const byJson = await read()
      expect(byJson.length).toBe(rows.length)
      await session.copy(`copy written (${table.columns.join()}) from stdin`, [
        Buffer.from(numbered.map((of) => copyLine(columns, of)).join('')),
      ])
      expect(await read()).toEqual(byJson)
      await session.run({
        text: 'insert into written select * from unnest($1::written[])',
        values: [recordsText(columns, numbered)],
      })
      expect(await read()).toEqual(byJson)
    }),
    { numRuns: 50 },
  )
}, 30_000)

test.each([
  ['half of a surrogate pair', 'plain', 'a\ud800'],
  ['half of one in a list', 'array', ['\udc00']],
  ['a list where none belongs', 'plain', [1]],
  ['no list where one belongs', 'array', 'a'],
] as const)('%s is refused', (_, kind, value) => {
  expect(() => valueText(kind, value)).toThrow(NotForColumn)
})

/** Any of it, but without what JSON has no words for. */
function asJson(value: unknown): JsonValue {
  return parseValue(JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')))
}

function parseValue(value: unknown): JsonValue {
  return value as JsonValue
}
