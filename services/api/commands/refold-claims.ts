import type { ResourceDefinition } from '@deskhive/shared/domain/resource/define-resource.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import { readCheckpoint } from '@deskhive/shared/projection/lease.ts'
import { pagesOfValuesLike } from '@deskhive/shared/read-model/queries/values-like.ts'
import { moveMark } from '@deskhive/shared/read-model/write-side/mark.ts'
import { type Claimed, keepClaims } from '#api/commands/refill-write-side.ts'
import { claimsOf } from '#api/commands/unique-values.ts'
import type { Desk } from '#api/desk.ts'

/** That it is done; named among the checkpoints. */
export const refoldMark = 'write-side-sigma'

/** Also in an international domain, which is kept as it was sent. */
const hasSigma = '[Σς]|[xX][nN]--'
const CLAIMED_AT_ONCE = 500

/**
 * Claims are kept as HMAC of what a value was folded to, and the first versions told `ς` from `σ`: theirs would not
 * be found, and an address be given out again. So whoever has a value of that kind claims it once more. It is looked
 * for in the read models, which have to be up to date.
 */
export async function refoldClaims(desk: Desk, signal: AbortSignal): Promise<void> {
  const { pool } = desk.database
  if ((await readCheckpoint(pool, refoldMark)) !== null) return
  for (const definition of resources) {
    for (const field of definition.unique) await refoldField(desk, { definition, field }, signal)
  }
  await moveMark(pool, refoldMark, await desk.log.head())
}

type Unique = { readonly definition: ResourceDefinition; readonly field: string }

async function refoldField(desk: Desk, unique: Unique, signal: AbortSignal): Promise<void> {
  const { definition, field } = unique
  const search = { field, pattern: hasSigma }
  for await (const found of pagesOfValuesLike(desk.database.readModel, definition, search)) {
    const claims = found.flatMap((one) => claimsAgain(desk, unique, one))
    for (let from = 0; from < claims.length; from += CLAIMED_AT_ONCE) {
      signal.throwIfAborted()
      await keepClaims(desk, claims.slice(from, from + CLAIMED_AT_ONCE))
    }
  }
}

function claimsAgain(
  desk: Desk,
  { definition, field }: Unique,
  { id, value }: { readonly id: number; readonly value: string },
): Claimed[] {
  const claimed = claimsOf({ definition, id, fields: { [field]: value }, token: desk.uuid() })
  return [...claimed.values()].map((claim) => ({ ...claim, definition, field }))
}
