import { expect, it } from 'vitest'
import { lagsOf } from './projection-lag.ts'

const event = (position: bigint, ms: number) => ({
  position,
  recorded_at: new Date(ms).toISOString(),
})

it('an event is readable with the first commit that reaches its position', () => {
  const events = [event(1n, 1_000), event(2n, 1_001), event(5n, 1_010)]
  const commits = [
    { position: 2n, at: 1_004 },
    { position: 9n, at: 1_030 },
  ]
  expect(lagsOf(events, commits)).toEqual([3, 4, 20])
})

it('an event that was never readable is an error, not a lag', () => {
  expect(() => lagsOf([event(3n, 1_000)], [{ position: 2n, at: 1_001 }])).toThrow('3')
})
