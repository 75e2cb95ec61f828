import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { findServing } from '@deskhive/shared/projection/generations/registry.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import { WrongUse } from '#commands/command.ts'

/** @throws WrongUse on a desk whose projector has never run, so that nothing is there to make anew */
export async function requireServing(database: Pick<Database, 'tables'>): Promise<void> {
  if ((await findServing(database).catch(nullWhereNothingIs)) !== null) return
  throw new WrongUse(
    'This desk has no read models yet: its projector makes them when it is started.',
  )
}

function nullWhereNothingIs(error: unknown): null {
  if (error instanceof Unavailable && error.dependency === 'projection') return null
  throw error
}
