import { expect, test } from 'vitest'
import { readReplayArguments } from '#commands/replay/config.ts'

const now = '2026-01-31T12:00:00Z'
const read =
  (...args: readonly string[]) =>
  () =>
    readReplayArguments(['--report', 'agents', ...args], now)

test('what a report does not take is refused, not passed over', () => {
  expect(read('2016-01-01', '2016-12-31')).toThrow('It takes no 2016-01-01 2016-12-31.')
})

test('two formats at once are refused, one that is named twice is not', () => {
  expect(read('--json', '--format', 'csv')).toThrow('--json and --format csv exclude each other.')
  expect(read('--json', '--format', 'json')()).toMatchObject({ format: 'json' })
  expect(read('--format', 'csv')()).toMatchObject({ format: 'csv' })
})
