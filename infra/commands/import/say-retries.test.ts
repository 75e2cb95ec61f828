import { expect, it } from 'vitest'
import { sayRetries } from './say-retries.ts'

it.each([
  [false, ['clear', 'no answer; trying again\n', 'clear', 'busy; trying again\n']],
  [true, []],
])('each reason is said once, and only where it lasts (quiet: %s)', (quiet, wanted) => {
  const seen: string[] = []
  const out = { write: (text: string) => seen.push(text) }
  const say = sayRetries(out, { clear: () => seen.push('clear') }, { quiet })
  say('no answer', 1_999)
  say('no answer', 2_000)
  say('no answer', 5_000)
  say('busy', 2_500)
  expect(seen).toEqual(wanted)
})
