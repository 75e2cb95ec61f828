import type { Position } from '../../kernel/position.ts'
import { findBlockDifferences } from '../block-differences.ts'
import { findMilestoneDifferences } from '../milestone-differences.ts'
import { chooseNext } from './choose.ts'
import { openFilling } from './fill.ts'
import { type Generation, isOfVersion, ownName } from './generation.ts'
import type { MakingOptions } from './rebuild.ts'
import { dropGeneration, findServing } from './registry.ts'
import { beginRun, type Comparison, compare, fillAndIndex } from './run.ts'

export type Verified =
  | {
      readonly kind: 'compared'
      /** Up to where the log was folded. */
      readonly position: Position
      readonly differences: readonly string[]
    }
  /** Another process makes read models of this version. */
  | { readonly kind: 'busy'; readonly generation: string }
  /** The ones that serve were made by another version of the program. */
  | { readonly kind: 'other-version' }

/**
 * Holds the rows that serve against a fold of the log: read models that are made for it, never serve, and are dropped
 * when both were compared at one position. Killed it leaves them, and the next verification or rebuild goes on with them.
 */
export async function verifyReadModels(options: MakingOptions): Promise<Verified> {
  const { database, version } = options
  const serving = await findServing(database)
  if (serving !== null && !isOfVersion(serving, version)) return { kind: 'other-version' }
  const made = await chooseNext({ ...options, from: 'new' })
  if (made === null) throw new Error('Nothing was chosen to be made')
  const compared = await compareAndDrop(made, options)
  if (compared === 'busy') return { kind: 'busy', generation: ownName(made) }

  const { position, differences } = compared
  if (differences === null) return { kind: 'other-version' }
  // Each follows the other rows by itself, and is of one moment with them in one statement.
  const followers = [
    ...(await findBlockDifferences(database.readModel)),
    ...(await findMilestoneDifferences(database.readModel)),
  ]
  return { kind: 'compared', position, differences: [...differences, ...followers] }
}

/** Dropped while nobody else can take it: whoever waits for it would go on with what goes away under their hands. */
async function compareAndDrop(
  made: Generation,
  options: MakingOptions,
): Promise<Comparison | 'busy'> {
  await using filling = await openFilling(made, options)
  if (filling === null) return 'busy'
  const run = beginRun(options, made, filling)
  const compared = await filling.whileHeld(async () => {
    await fillAndIndex(run)
    return compare(run)
  })
  await dropGeneration(options.database, made)
  return compared
}
