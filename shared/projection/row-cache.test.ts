import { expect, test } from 'vitest'
import { createRowCache, rowKey } from './row-cache.ts'

const table = { table: 'tickets', key: ['id'], columns: ['id'] }
const MANY = 30_000

test('a row that is used stays in memory, and the others do not all', () => {
  const cache = createRowCache()
  cache.keep(table, 'used', { id: 'used' })
  let timesFound = 0
  for (let id = 0; id < MANY; id += 1) {
    cache.keep(table, id, { id })
    if (cache.find(table, 'used')?.row?.id === 'used') timesFound += 1
    cache.endBatch()
  }
  expect(timesFound).toBe(MANY)
  expect(cache.find(table, MANY - 1)).toEqual({ row: { id: MANY - 1 } })
  expect(cache.find(table, 0)).toBeUndefined()
})

test('rows with much text stay until the batch ends, and then are not all kept', () => {
  const cache = createRowCache()
  const [count, text] = [100, 'a'.repeat(1024 * 1024)]
  const known = () =>
    Array.from({ length: count }, (_, id) => cache.find(table, id)).filter(
      (row) => row !== undefined,
    )
  for (let id = 0; id < count; id += 1) cache.keep(table, id, { id, text })
  expect(known().length).toBe(count)
  for (let id = 0; id < count; id += 1) {
    cache.keep(table, id, { id, text })
    cache.endBatch()
  }
  expect(known().length).toBeLessThan(70)
})

test('a row that is forgotten is not known, nor is it known to be missing', () => {
  const cache = createRowCache()
  cache.keep(table, 1, { id: 1 })
  cache.forget(table, 1)
  expect(cache.find(table, 1)).toBeUndefined()
})

test.each([
  [['id'], { id: 7 }, { id: '7' }],
  [['id', 'at'], { id: 7, at: 'x' }, { id: '7', at: 'x' }],
])('a key %j is one, as number and as text', (key, number, text) => {
  expect(rowKey({ ...table, key }, number)).toBe(rowKey({ ...table, key }, text))
})

test.each(['07', '7.0', '', 'seven'])('the text %j is no number', (id) => {
  expect(rowKey(table, { id })).toBe(id)
})
