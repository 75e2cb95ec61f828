import { expect, it } from 'vitest'
import { percentile, spreadOf } from './statistics.ts'

it('a percentile lies between the closest ranks, in proportion', () => {
  expect(percentile([10, 20, 30, 40], 0.5)).toBe(25)
  expect(percentile([10, 20, 30, 40], 1)).toBe(40)
  expect(percentile([7], 0.99)).toBe(7)
  expect(percentile([], 0.5)).toBeNaN()
})

it('a spread is the middle, the least and the most, whatever the order of the runs', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 })
})
