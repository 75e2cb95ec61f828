import {
  categoryTreeEventTypes,
  categoryTreeEvolution,
} from '@deskhive/shared/domain/category/tree.ts'
import { parseEvent } from '@deskhive/shared/kernel/event.ts'
import type { Projection, Table } from '@deskhive/shared/projection/projection.ts'
import type { CategoryTreeRow } from '@deskhive/shared/read-model/tables.ts'

const tree: Table<CategoryTreeRow> = {
  table: 'category_tree',
  key: ['id'],
  columns: ['id', 'revision', 'parents'],
}

/** One desk, one tree, one row: its few hundred pairs are written as a whole. */
const key = { id: 1 }

export const categoryTreeProjection: Projection = {
  name: 'category_tree',
  tables: [tree],
  types: categoryTreeEventTypes,
  streamRow: () => ({ table: tree, key }),
  apply: (event, rows) => {
    const before = rows.get(tree, key) ?? categoryTreeEvolution.initialState
    const { parents } = categoryTreeEvolution.evolve(before, parseEvent(event))
    rows.put(tree, { ...key, revision: event.revision, parents })
  },
}
