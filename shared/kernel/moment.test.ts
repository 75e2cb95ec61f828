import { expect, test } from 'vitest'
import { isKnownAt, parseMoment } from './moment.ts'

test('a decimal number is a position of the log', () => {
  expect(parseMoment('1234')).toEqual({ by: 'position', position: 1234n })
})

test.each([
  ['2016-03-15T14:30:00Z', '2016-03-15T14:30:00.000Z'],
  ['2016-03-15T14:30Z', '2016-03-15T14:30:00.000Z'],
  ['2016-03-15T14:30:00.5+02:00', '2016-03-15T12:30:00.500Z'],
])('%s is the time %s', (text, time) => {
  expect(parseMoment(text)).toEqual({ by: 'time', time })
})

test.each([
  '',
  'now',
  '-1',
  '1.5',
  '2016-03-15',
  '2016-03-15T14:30:00',
  '2016-13-15T14:30:00Z',
  '2016-02-30T14:30:00Z',
])('%j is no moment', (text) => {
  expect(parseMoment(text)).toBeNull()
})

test('what happened at the very moment is known, what came after is not', () => {
  const at = '2016-03-15T14:30:00.000Z'
  const known = (text: string) => isKnownAt(parseMoment(text), { position: 7, at })
  expect([known('6'), known('7'), known('8')]).toEqual([false, true, true])
  expect(known('2016-03-15T14:30:00Z')).toBe(true)
  expect(known('2016-03-15T14:29:59.999Z')).toBe(false)
  expect(isKnownAt(null, { position: 7, at })).toBe(true)
})
