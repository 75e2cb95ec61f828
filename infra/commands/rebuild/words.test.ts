import { expect, test } from 'vitest'
import { wordsFor } from '#commands/rebuild/words.ts'

const version = { tables: 'a', folds: 'b' }
const switched = {
  kind: 'switched',
  from: { ...version, id: 7, state: 'kept' },
  to: { ...version, id: 8, state: 'serving' },
  differences: [],
  parkedStreams: 0,
} as const
const measured = { events: 12, seconds: 3.21 }

test('read models that were made anew are told to serve, with the way back', () => {
  expect(wordsFor('rebuild', switched, measured)).toEqual([
    '12 events in 3.2 s; the new read models serve',
    'those from before are kept as rm_7: --back goes back, --drop-old drops them',
  ])
})

test('those that served before are not told to be new when they serve again', () => {
  expect(wordsFor('back', switched, { events: 1, seconds: 1 })).toEqual([
    '1 event in 1.0 s; the read models from before serve again',
    'those that served until now are kept as rm_7: --back goes back, --drop-old drops them',
  ])
})

test('how many streams are parked is told', () => {
  const told = (parkedStreams: number) =>
    wordsFor('repair', { ...switched, parkedStreams }, measured).at(-1)
  expect(told(1)).toBe('1 stream is parked, for its events cannot be applied: npm run parked')
  expect(told(2)).toBe('2 streams are parked, for their events cannot be applied: npm run parked')
})
