import { expect, it } from 'vitest'
import { WrongUse } from '#commands/command.ts'
import { readParkedArguments } from '#commands/parked/config.ts'

it.each([
  ['nothing at all', []],
  ['a word that is none of them', ['free', 'ticket-1']],
  ['no stream to show', ['show']],
  ['no stream to retry', ['retry']],
  ['a stream to list', ['list', 'ticket-1']],
  ['two streams at once', ['retry', 'ticket-1', 'ticket-2']],
  ['a group that does not exist', ['list', '--group', 'api']],
  ['an option that does not exist', ['list', '--all']],
  ['no reason to leave an event out', ['discard', 'ticket-1']],
  ['a reason of blanks', ['discard', 'ticket-1', '--reason', '  ']],
  ['a reason where nothing is left out', ['retry', 'ticket-1', '--reason', 'so']],
])('with %s it is used wrongly', (_case, args) => {
  expect(() => readParkedArguments(args)).toThrow(WrongUse)
})

it('knows the group that is meant, or that none is', () => {
  expect(readParkedArguments(['list'])).toMatchObject({ group: undefined })
  const args = ['retry', 'ticket-1', '--group', 'notifier']
  expect(readParkedArguments(args)).toMatchObject({
    action: { kind: 'retry', stream: 'ticket-1' },
    group: 'notifier',
  })
})
