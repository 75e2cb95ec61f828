import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

const wellFormed = fc.string({ unit: 'binary' })
const numericKeys = fc.nat(30).map(String)
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    wellFormed,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(wellFormed, numericKeys), tie('value'), { maxKeys: 6 }),
  ),
})).value

test('canonical JSON is what the canonicalize package makes', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalJson(value)).toBe(canonicalize(value))
    }),
    { numRuns: 2_000 },
  )
})

test('canonical JSON sorts by UTF-16 code units, also keys that look like numbers', () => {
  const value = { b: 1, '10': 2, '9': 3, '\u{1F600}': 4, '\uFB33': 5, a: { z: [], y: undefined } }
  expect(canonicalJson(value)).toBe('{"10":2,"9":3,"a":{"z":[]},"b":1,"\u{1F600}":4,"\uFB33":5}')
})

test('canonical JSON does not depend on the order of writing', () => {
  expect(canonicalJson({ b: { d: 1, c: 2 }, a: -0 })).toBe(
    canonicalJson({ a: 0, b: { c: 2, d: 1 } }),
  )
})
