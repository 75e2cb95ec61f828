import { expect, it } from 'vitest'
import { type CustomFieldType, type CustomFieldValue, faultOfValue, isBlank } from './values.ts'

type Samples = { readonly [type in CustomFieldType]: readonly CustomFieldValue[] }

const good: Samples = {
  date: ['2026-02-28', '2024-02-29'],
  datetime_local: ['2026-03-15T14:30', '2026-03-15T23:59:59'],
  email: ['ada@example.org'],
  number: [0, -1.5, '42', '-0.5'],
  tel: ['+49 (30) 123-456', '112'],
  text: ['One line', 'é'.repeat(1_000)],
  textarea: ['Two\nlines'],
  time: ['00:00', '23:59:59'],
  url: ['https://example.org/a?b=c#d', 'http://localhost:3000'],
}

const bad: Samples = {
  date: ['2026-02-30', '15.03.2026', '2026-03-15T00:00', 20260315],
  datetime_local: ['2026-02-30T10:00', '2026-03-15', '2026-03-15T24:00', '2026-03-15T10:00Z'],
  email: ['ada', 'a@b', 5],
  number: ['1e5', 'five', '1,5', '', Number.POSITIVE_INFINITY],
  tel: ['call me', '12', '+'.repeat(9), 112],
  text: ['x'.repeat(1_001), 'a\u0000b', 7],
  textarea: ['a\ud800b', 7],
  time: ['24:00', '9:30', '12:60'],
  url: ['example.org', 'javascript:alert(1)', 'ftp://example.org', ''],
}

it.each(Object.entries(good))('a %s takes values of its type', (type, values) => {
  for (const value of values) {
    expect([value, faultOfValue(parseType(type), value)]).toEqual([value, null])
  }
})

it.each(Object.entries(bad))('a %s says what it takes where a value is none', (type, values) => {
  for (const value of values) {
    expect([value, faultOfValue(parseType(type), value)]).toEqual([value, expect.any(String)])
  }
})

it('blanks are no value, zero is one', () => {
  for (const value of [null, '', ' \n']) expect(isBlank(value)).toBe(true)
  for (const value of [0, '0', '-']) expect(isBlank(value)).toBe(false)
})

function parseType(type: string): CustomFieldType {
  return type as CustomFieldType
}
