import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldCase } from './fold-case.ts'

const letters = fc.string({
  unit: fc.constantFrom('Σ', 'σ', 'ς', 'Ά', 'é', '.', '’', '-', ' ', '1', 'B', 'b', '@'),
  maxLength: 12,
})

it('text is one with itself in upper case and in lower case, and with what it is folded to', () => {
  const isOne = (text: string) => {
    for (const same of [
      text.toUpperCase(),
      text.toLowerCase(),
      text.normalize('NFD'),
      foldCase(text),
    ]) {
      expect(foldCase(same)).toBe(foldCase(text))
    }
  }
  fc.assert(fc.property(letters, isOne))
})

it('letters that only look alike, or are written as two, stay apart', () => {
  expect(foldCase('weiß')).not.toBe(foldCase('WEISS'))
  expect(foldCase('anna')).not.toBe(foldCase('аnna'))
})
