import { createHash } from 'node:crypto'
import type { ReadModelVersion } from '@deskhive/shared/projection/generations/generation.ts'
import { tablesVersion } from '@deskhive/shared/read-model/tables-version.ts'
import { projections } from '#projector/projections/projections.ts'

/**
 * Counted up by whoever makes a projection put something else into the same columns for the same events.
 * New tables, columns and event types are noticed without it.
 */
const FOLDS = 1

/** What rows are made by here: where a desk's are of another version, they are rebuilt. */
export async function readModelVersion(): Promise<ReadModelVersion> {
  const shape = projections.map(({ name, types, tables }) => [
    name,
    [...types].toSorted(),
    tables.map(({ table, key, columns }) => [table, key, columns]),
  ])
  const hash = createHash('sha256').update(JSON.stringify(shape)).digest('hex')
  return { tables: await tablesVersion(), folds: `${FOLDS}-${hash.slice(0, 12)}` }
}
