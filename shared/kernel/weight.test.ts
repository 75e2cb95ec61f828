import { expect, test } from 'vitest'
import { ownWeight, weightOf } from './weight.ts'

test('what a value weighs is its texts, wherever they are, and little beside', () => {
  const text = 'a'.repeat(1_000)
  const nested = { text, list: [text, { text }], number: 5, flag: true, nothing: null }
  expect(weightOf(nested)).toBeGreaterThan(3_000)
  expect(weightOf(nested)).toBeLessThan(3_300)
  expect(weightOf({})).toBeLessThan(100)
})

test('a map weighs more with each entry', () => {
  const entries = Array.from({ length: 100 }, (_, id) => [id, []] as const)
  expect(weightOf(new Map(entries))).toBeGreaterThan(5_000)
})

test('what says itself what it weighs is not looked through', () => {
  expect(weightOf({ [ownWeight]: 5_000, text: 'a'.repeat(1_000) })).toBe(5_016)
})
