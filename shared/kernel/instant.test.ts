import { expect, test } from 'vitest'
import { inUtc } from './instant.ts'

test('an instant is kept in UTC, with milliseconds', () => {
  expect(inUtc('2016-02-29T04:40:00+02:00')).toBe('2016-02-29T02:40:00.000Z')
  expect(inUtc('0001-01-01T00:00:00Z')).toBe('0001-01-01T00:00:00.000Z')
  expect(inUtc('9999-12-31T23:59:59.999Z')).toBe('9999-12-31T23:59:59.999Z')
})

test.each([
  '0001-01-01T00:00:00+01:00',
  '0000-06-01T00:00:00Z',
  '9999-12-31T23:59:59-01:00',
  'yesterday',
  '',
])('%s is no instant that can be kept', (text) => {
  expect(inUtc(text)).toBeNull()
})
