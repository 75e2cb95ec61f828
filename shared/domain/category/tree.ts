import type { Aggregate, Evolution } from '../../kernel/decider.ts'
import { type RecordedEvent, streamName } from '../../kernel/event.ts'
import { type FieldErrors, refuseWrong } from '../../kernel/refused.ts'

export type CategoryTreeEvent =
  | {
      readonly type: 'CategoryMoved'
      readonly data: { readonly category_id: number; readonly parent_id: number | null }
    }
  | { readonly type: 'CategoryLeftTree'; readonly data: { readonly category_id: number } }

export const categoryTreeId = 1
export const categoryTreeStream = streamName('categoryTree', categoryTreeId)

const listed: Record<CategoryTreeEvent['type'], true> = {
  CategoryMoved: true,
  CategoryLeftTree: true,
}

export const categoryTreeEventTypes: ReadonlySet<string> = new Set(Object.keys(listed))

/** Which category lies below which: a rule over all of them, so one stream decides it. */
export type CategoryTree = {
  /** Category → its parent; one that is missing has none. */
  readonly parents: { readonly [categoryId: string]: number }
}

export const categoryTreeEvolution: Evolution<CategoryTree, CategoryTreeEvent> = {
  initialState: { parents: {} },
  evolve: (tree, event) => ({ parents: parentsAfter(tree, event) }),
}

export const categoryTreeAggregate: Aggregate<CategoryTree, CategoryTreeEvent> = {
  resource: 'categoryTree',
  evolution: categoryTreeEvolution,
}

function parentsAfter(
  { parents }: CategoryTree,
  event: RecordedEvent<CategoryTreeEvent>,
): CategoryTree['parents'] {
  const moved = event.data.category_id
  const others = Object.entries(parents).filter(([child]) => child !== String(moved))
  switch (event.type) {
    case 'CategoryMoved': {
      const { parent_id } = event.data
      return Object.fromEntries(parent_id === null ? others : [...others, [moved, parent_id]])
    }
    case 'CategoryLeftTree':
      return Object.fromEntries(others.filter(([, parent]) => parent !== moved))
    default:
      event satisfies never
      return parents
  }
}

type CategoryMove = { readonly category_id: number; readonly parent_id: number | null }

/** That the parent exists is known when this is asked. */
export function moveCategory(tree: CategoryTree, move: CategoryMove): CategoryTreeEvent[] {
  const { category_id, parent_id } = move
  if (parentOf(tree, category_id) === parent_id) return []
  refuseWrong(moveErrors(tree, move))
  return [{ type: 'CategoryMoved', data: { category_id, parent_id } }]
}

export function moveErrors(
  tree: CategoryTree,
  { category_id, parent_id }: CategoryMove,
): FieldErrors {
  if (parent_id === null) return {}
  if (![parent_id, ...ancestorsOf(tree, parent_id)].includes(category_id)) return {}
  return { parent_id: ['The parent_id field may not name the category itself or one below it.'] }
}

/** A category that is deleted: what lies below it has no parent from now on. */
export function leaveTree(tree: CategoryTree, category_id: number): CategoryTreeEvent[] {
  const isParent = Object.values(tree.parents).includes(category_id)
  if (!isParent && parentOf(tree, category_id) === null) return []
  return [{ type: 'CategoryLeftTree', data: { category_id } }]
}

export function parentOf({ parents }: CategoryTree, category_id: number): number | null {
  return parents[String(category_id)] ?? null
}

/** Nearest first. It ends, because no move ever makes a cycle. */
function ancestorsOf(tree: CategoryTree, category_id: number): number[] {
  const parent = parentOf(tree, category_id)
  return parent === null ? [] : [parent, ...ancestorsOf(tree, parent)]
}
