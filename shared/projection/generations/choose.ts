import { type Generation, isOfVersion, ownName, servingGroup } from './generation.ts'
import type { RebuildOptions } from './rebuild.ts'
import { dropGeneration, listGenerations, makeNextGeneration, reachedBy } from './registry.ts'
import { takeGeneration } from './take-generation.ts'

type Choosing = Pick<RebuildOptions, 'database' | 'version' | 'logger' | 'from'>

/**
 * What is to serve next: one of this version that was kept, one that an earlier rebuild did not finish, or
 * a new one. Unfinished ones that nobody will go on with are dropped, and so is one that is ahead of those that
 * serve: where no projector moves these on the two would never meet.
 * @returns null where one that was kept is wanted, and none of this version is
 */
export async function chooseNext(options: Choosing): Promise<Generation | null> {
  const { database, version, from } = options
  const generations = (await listGenerations(database.tables())).toReversed()
  const ofState = (state: Generation['state']) =>
    generations.find((one) => one.state === state && isOfVersion(one, version))

  const kept = from === 'new' ? undefined : ofState('kept')
  if (kept !== undefined || from === 'kept') return kept ?? null
  const unfinished = ofState('filling')
  const wanted = unfinished && (await isAhead(database, unfinished)) ? undefined : unfinished
  await dropLeftovers(options, generations, wanted)
  return wanted ?? makeNextGeneration(database, version)
}

async function isAhead(database: Choosing['database'], one: Generation): Promise<boolean> {
  return (await reachedBy(database, ownName(one))) > (await reachedBy(database, servingGroup))
}

async function dropLeftovers(
  { database, logger }: Choosing,
  generations: readonly Generation[],
  wanted: Generation | undefined,
): Promise<void> {
  for (const one of generations) {
    if (one.state !== 'filling' || one === wanted) continue
    if (!(await dropUnlessHeld(database, one))) continue
    logger.warn({ generation: ownName(one) }, 'an unfinished rebuild was left behind: dropped it')
  }
}

/**
 * One way back is enough: an older one would only take space.
 * @returns what was dropped, and what was left because another program makes it the next to serve
 */
export async function dropKeptBut(
  { database, logger }: Pick<Choosing, 'database' | 'logger'>,
  wanted: Pick<Generation, 'id'> | null,
): Promise<{ readonly dropped: readonly Generation[]; readonly busy: readonly Generation[] }> {
  const dropped: Generation[] = []
  const busy: Generation[] = []
  for (const one of await listGenerations(database.tables())) {
    if (one.state !== 'kept' || one.id === wanted?.id) continue
    if (!(await dropUnlessHeld(database, one))) {
      busy.push(one)
      continue
    }
    logger.info({ generation: ownName(one) }, 'dropped read models that were kept')
    dropped.push(one)
  }
  return { dropped, busy }
}

/**
 * Under its lease, so that nobody begins to fill what goes.
 * @returns false where another program is at it
 */
async function dropUnlessHeld(database: Choosing['database'], one: Generation): Promise<boolean> {
  if ((await takeGeneration(database.pool, one)) === null) return false
  await dropGeneration(database, one)
  return true
}
