import fc from 'fast-check'
import { z } from 'zod'

// Values for one field of a body, as JSON text: much of it no JSON writer would produce.

const quoted = (text: string) => JSON.stringify(text)

/** What software trips over, wherever it is put. */
const hostile: readonly string[] = [
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '1e400',
  '-1e400',
  '-0',
  '-0.0',
  '1e-400',
  '9007199254740993',
  '9223372036854775808',
  '-9223372036854775809',
  `1${'0'.repeat(400)}`,
  '"2026-02-30"',
  '"2026-02-30T25:61:61Z"',
  '"0000-00-00"',
  '"999999-01-01"',
  quoted('\u202eTXET LTR\u200f'),
  quoted('аdmin@desk.example'), // its first letter is Cyrillic
  quoted(`${'a'.repeat(300)}@desk.example`),
  quoted(`a@${'b'.repeat(64)}.example`),
  quoted('a@desk..example'),
  quoted('"a b"@desk.example'),
  quoted('a\r\nBcc: all@desk.example'),
  quoted('x'.repeat(100_000)),
  quoted('\u0301'.repeat(5_000)),
  quoted('ﷺ'.repeat(300)),
  '"__proto__"',
  '"constructor"',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":2,"length":-1}',
  `${'['.repeat(3_000)}${']'.repeat(3_000)}`,
  `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`,
  `[${Array.from({ length: 10_000 }, (_, index) => index + 1).join()}]`,
  `[${Array.from({ length: 500 }, () => 1).join()}]`,
  `[${Array.from({ length: 200 }, () => '[]').join()}]`,
  '[1,1,1]',
  '[null]',
  '[[1]]',
  '["\\u0000"]',
  '[9223372036854775808]',
  '""',
  '"   "',
  '[]',
  '{}',
  'null',
  'true',
  '5',
  '1.5',
  '"5"',
  `"' or 1=1; --"`,
  '"javascript:alert(1)"',
]

const oddUnit = fc.constantFrom('\u0000', '\ud800', 'a', '"', '\\', '😀', '\u202e', '٣', 'ß', 'İ')

/** Any of them: the hostile ones, around the field's own limits, and whatever JSON there is. */
export function badValues(field: z.ZodType): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...hostile) },
    { weight: 1, arbitrary: fc.constantFrom(...edgesOf(field)) },
    { weight: 1, arbitrary: fc.string({ unit: oddUnit, maxLength: 40 }).map(quoted) },
    { weight: 1, arbitrary: fc.jsonValue({ stringUnit: 'binary' }).map((v) => JSON.stringify(v)) },
    { weight: 1, arbitrary: fc.double().map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.maxSafeInteger().map(String) },
  )
}

/** Texts as long as a field takes, and one longer: counted in code points, whatever they are. */
export function textEdges(field: z.ZodType): { fits: string[]; tooLong: string[] } | null {
  const inner = field instanceof z.ZodOptional ? field.unwrap() : field
  const max = z.globalRegistry.get(inner)?.['max']
  if (typeof max !== 'number' || !field.safeParse('😀').success) return null
  const units = ['a', '😀', 'ß', '中', '👩']
  return {
    fits: units.map((unit) => unit.repeat(max)),
    tooLong: units.map((unit) => unit.repeat(max + 1)),
  }
}

const wholeEdges = [-1, 0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1]

function edgesOf(field: z.ZodType): string[] {
  const { fits = [], tooLong = [] } = textEdges(field) ?? {}
  return [...wholeEdges.map(String), ...[...fits, ...tooLong].map(quoted)]
}
