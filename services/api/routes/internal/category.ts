import { category } from '@deskhive/shared/domain/category/category.ts'
import {
  type CategoryTree,
  type CategoryTreeEvent,
  categoryTreeAggregate,
  categoryTreeEvolution,
  categoryTreeId,
  leaveTree,
  moveCategory,
  moveErrors,
  parentOf,
} from '@deskhive/shared/domain/category/tree.ts'
import type { FieldValues } from '@deskhive/shared/domain/resource/define-resource.ts'
import { StreamExists } from '@deskhive/shared/event-store/stream-exists.ts'
import { findCategoryParents } from '@deskhive/shared/read-model/queries/category-parents.ts'
import { aggregateOf } from '#api/commands/aggregates.ts'
import { type Exchange, executeBeside } from '#api/commands/execute.ts'
import { isLiving } from '#api/commands/living.ts'
import type { Desk } from '#api/desk.ts'
import { waitUntilVisible } from '#api/plugins/read-your-writes.ts'
import { requireCurrent } from '#api/routes/internal/require-current.ts'
import type { ResourceRules } from '#api/routes/internal/resource-rules.ts'

/**
 * One stream owns who lies below whom, so that two moves at once make no cycle. A change asks it first,
 * since it may refuse. A category is its own stream, and may be deleted while another is moved below it:
 * each looks again after its write, and whichever is the last takes the deleted one out of the tree.
 */
export const categoryTreeRules: ResourceRules = {
  seen: {
    ofRows: async ({ database }, rows) => {
      const ids = rows.map(({ id }) => id)
      const parents = await findCategoryParents(database.readModel, ids)
      return ({ id }) => ({ parent_id: parents.get(id) ?? null })
    },
    ofState: async (desk, { id }) => {
      const parent = parentOf(await loadTree(desk), id)
      const lives = parent !== null && (await isLiving(desk, 'category', parent))
      return { parent_id: lives ? parent : null }
    },
  },
  alsoWrong: async (desk, { id, body }) =>
    moveErrors(await loadTree(desk), { category_id: id, parent_id: parentIn(body) ?? null }),
  beforeChange: async (desk, exchange, { id, body }) => {
    const parent_id = parentIn(body)
    if (parent_id === undefined) return
    await requireCurrent(desk, exchange.request, { aggregate: aggregateOf(category), id })
    await move(desk, exchange, { category_id: id, parent_id })
  },
  afterWrite: async (desk, exchange, { id, body, isNew }) => {
    const parent_id = parentIn(body)
    if (parent_id === undefined) return
    if (isNew) await move(desk, exchange, { category_id: id, parent_id })
    if (parent_id !== null && !(await isLiving(desk, 'category', parent_id))) {
      await takeOut(desk, exchange, parent_id)
    }
    await showTree(desk, exchange)
  },
  afterDelete: async (desk, exchange, id) => {
    await takeOut(desk, exchange, id)
    await showTree(desk, exchange)
  },
}

async function loadTree({ aggregates }: Desk): Promise<CategoryTree> {
  const loaded = await aggregates.load(categoryTreeAggregate, categoryTreeId)
  return loaded?.state ?? categoryTreeEvolution.initialState
}

function parentIn(body: FieldValues): number | null | undefined {
  const parent = body['parent_id']
  return typeof parent === 'number' || parent === null ? parent : undefined
}

function move(desk: Desk, exchange: Exchange, wanted: Parameters<typeof moveCategory>[1]) {
  return changeTree(desk, exchange, 'MoveCategory', (tree) => moveCategory(tree, wanted))
}

function takeOut(desk: Desk, exchange: Exchange, id: number) {
  return changeTree(desk, exchange, 'TakeCategoryOutOfTree', (tree) => leaveTree(tree, id))
}

async function changeTree(
  desk: Desk,
  { request }: Exchange,
  type: string,
  decide: (tree: CategoryTree) => CategoryTreeEvent[],
): Promise<void> {
  const execution = { aggregate: categoryTreeAggregate, id: categoryTreeId, type, decide }
  if (await desk.aggregates.load(categoryTreeAggregate, categoryTreeId)) {
    await executeBeside(desk, request, execution)
    return
  }
  if (decide(categoryTreeEvolution.initialState).length === 0) return
  try {
    await executeBeside(desk, request, { ...execution, create: true })
  } catch (error) {
    if (!(error instanceof StreamExists)) throw error
    await executeBeside(desk, request, execution) // somebody else made the very first move
  }
}

/** The answer's position is the later one of the category's and the tree's. */
async function showTree(desk: Desk, { request, reply }: Exchange): Promise<void> {
  const loaded = await desk.aggregates.load(categoryTreeAggregate, categoryTreeId)
  const position = loaded?.position ?? 0n
  if (position <= BigInt(String(reply.getHeader('x-position') ?? '0'))) return
  reply.header('x-position', position.toString())
  await waitUntilVisible(desk, request, position)
}
