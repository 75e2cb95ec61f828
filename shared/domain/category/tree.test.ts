import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fold } from '../../kernel/decider.ts'
import { Refused } from '../../kernel/refused.ts'
import { recorded } from '../../testing/given.ts'
import {
  type CategoryTree,
  type CategoryTreeEvent,
  categoryTreeEvolution,
  leaveTree,
  moveCategory,
  parentOf,
} from './tree.ts'

const after = (events: readonly CategoryTreeEvent[]) =>
  fold(categoryTreeEvolution, recorded('categoryTree-1', events))

const moved = (category_id: number, parent_id: number | null): CategoryTreeEvent => ({
  type: 'CategoryMoved',
  data: { category_id, parent_id },
})

it('a category lies below the one it was moved to last', () => {
  expect(parentOf(after([moved(2, 1), moved(2, 3)]), 2)).toBe(3)
  expect(parentOf(after([moved(2, 1), moved(2, null)]), 2)).toBeNull()
})

it('a move to where it is already changes nothing', () => {
  const tree = after([moved(2, 1)])
  expect(moveCategory(tree, { category_id: 2, parent_id: 1 })).toEqual([])
  expect(moveCategory(tree, { category_id: 1, parent_id: null })).toEqual([])
})

it('a category lies neither below itself nor below what lies below it', () => {
  const tree = after([moved(2, 1), moved(3, 2)])
  for (const parent_id of [1, 2, 3]) {
    expect(() => moveCategory(tree, { category_id: 1, parent_id })).toThrow(Refused)
  }
  expect(moveCategory(tree, { category_id: 3, parent_id: 1 })).toEqual([moved(3, 1)])
})

it('what lay below a deleted category has no parent, and may become one', () => {
  const tree = after([moved(2, 1), moved(3, 2)])
  const events = leaveTree(tree, 2)
  const left = after([moved(2, 1), moved(3, 2), ...events])
  expect(left.parents).toEqual({})
  expect(moveCategory(left, { category_id: 1, parent_id: 3 })).toEqual([moved(1, 3)])
  expect(leaveTree(left, 2)).toEqual([])
})

it('no history of moves makes a cycle', () => {
  const id = fc.integer({ min: 1, max: 5 })
  const moves = fc.array(fc.record({ category_id: id, parent_id: fc.option(id) }))
  fc.assert(
    fc.property(moves, (all) => {
      const events: CategoryTreeEvent[] = []
      for (const move of all) events.push(...movedOrRefused(after(events), move))
      const tree = after(events)
      for (let start = 1; start <= 5; start += 1) {
        const seen: number[] = []
        for (let at: number | null = start; at !== null; at = parentOf(tree, at)) {
          expect(seen).not.toContain(at)
          seen.push(at)
        }
      }
    }),
  )
})

function movedOrRefused(tree: CategoryTree, move: Parameters<typeof moveCategory>[1]) {
  try {
    return moveCategory(tree, move)
  } catch (error) {
    if (error instanceof Refused) return []
    throw error
  }
}
