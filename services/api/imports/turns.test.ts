import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

const LONG_MS = 60_000

test('whoever comes while another works begins when that one is done, also where it fails', async () => {
  const inTurn = createTurns(LONG_MS)
  const told: string[] = []
  const first = Promise.withResolvers<void>()
  const failing = inTurn(['a'], async () => {
    told.push('first begins')
    await first.promise
    told.push('first fails')
    throw new Error('no')
  })
  const next = [2, 3].map((nth) => inTurn(['a'], async () => told.push(`${nth}`)))
  first.resolve()
  await expect(failing).rejects.toThrow('no')
  await Promise.all(next)
  expect(told).toEqual(['first begins', 'first fails', '2', '3'])
})

test('who names nothing that others work on begins at once, who names two waits for both', async () => {
  const inTurn = createTurns(LONG_MS)
  const [one, two] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const told: string[] = []
  const first = inTurn(['a', 'b'], () => one.promise)
  const second = inTurn(['c'], () => two.promise)
  const both = inTurn(['b', 'c'], async () => told.push('both'))
  await inTurn(['d'], async () => told.push('other'))
  two.resolve()
  await second
  await inTurn(['d'], async () => told.push('another'))
  one.resolve()
  await Promise.all([first, both])
  expect(told).toEqual(['other', 'another', 'both'])
})

test('whoever has waited for long enough begins all the same', async () => {
  const inTurn = createTurns(1)
  const stuck = Promise.withResolvers<void>()
  const first = inTurn(['a'], () => stuck.promise)
  expect(await inTurn(['a'], async () => 'begun')).toBe('begun')
  stuck.resolve()
  await first
})
