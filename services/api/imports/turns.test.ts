import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

const LONG_MS = 60_000

test('whoever comes while another works begins when that one is done, also where it fails', async () => {
  const inTurn = createTurns(LONG_MS)
  const told: string[] = []
  const first = Promise.withResolvers<void>()
  const failing = inTurn(async () => {
    told.push('first begins')
    await first.promise
    told.push('first fails')
    throw new Error('no')
  })
  const next = [2, 3].map((nth) => inTurn(async () => told.push(`${nth}`)))
  first.resolve()
  await expect(failing).rejects.toThrow('no')
  await Promise.all(next)
  expect(told).toEqual(['first begins', 'first fails', '2', '3'])
})

test('whoever has waited for long enough begins all the same', async () => {
  const inTurn = createTurns(1)
  const stuck = Promise.withResolvers<void>()
  const first = inTurn(() => stuck.promise)
  expect(await inTurn(async () => 'begun')).toBe('begun')
  stuck.resolve()
  await first
})
