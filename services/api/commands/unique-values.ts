import type {
  FieldValues,
  ResourceDefinition,
} from '@deskhive/shared/domain/resource/define-resource.ts'
import { fold } from '@deskhive/shared/kernel/decider.ts'
import { parseStreamName, streamName } from '@deskhive/shared/kernel/event.ts'
import { type FieldErrors, invalid, Refused } from '@deskhive/shared/kernel/refused.ts'
import { type Claim, foldValue } from '@deskhive/shared/read-model/write-side/unique-claims.ts'
import { aggregateOf } from '#api/commands/aggregates.ts'
import type { RequestCommand } from '#api/commands/request-command.ts'
import type { Desk } from '#api/desk.ts'

type UniqueWrite = {
  readonly definition: ResourceDefinition
  readonly id: number
  /** As validated; only the fields that are written. */
  readonly fields: FieldValues
  /** Of the command. */
  readonly token: string
}

type RequestedWrite = Omit<UniqueWrite, 'token'> & { readonly command: RequestCommand }

/**
 * Writes while the unique values among `fields` are claimed for this thing. What it has already it may write again,
 * also where an older version let somebody else have the same; and nothing is claimed for what is recorded already.
 * @throws Refused('INVALID') with every field whose value is somebody else's
 */
export async function withUniqueValues<Result>(
  desk: Desk,
  { command, ...write }: RequestedWrite,
  run: () => Promise<Result>,
): Promise<Result> {
  const claims = claimsOf({ ...write, token: command.id })
  if (claims.size === 0 || command.isRecorded) return run()

  await holdAll(desk, write, claims)
  try {
    const result = await run()
    await confirmAll(desk, claims)
    return result
  } catch (error) {
    // Of anything else the outcome is unknown: the hold runs out, and then the stream decides.
    if (error instanceof Refused) await releaseAll(desk, claims)
    throw error
  }
}

/** @returns by field, for every value that is written and that nobody else may have */
export function claimsOf({ definition, id, fields, token }: UniqueWrite): Map<string, Claim> {
  const owner = streamName(definition.name, id)
  const claims = new Map<string, Claim>()
  for (const field of definition.unique) {
    const value = fields[field]
    if (typeof value !== 'string' || value === '') continue // a blank is nobody's
    claims.set(field, { scope: `${definition.name}.${field}`, value, owner, token })
  }
  return claims
}

async function holdAll(
  desk: Desk,
  { definition }: Pick<UniqueWrite, 'definition'>,
  claims: ReadonlyMap<string, Claim>,
): Promise<void> {
  const held = new Map<string, Claim>()
  const taken: string[] = []
  for (const [field, claim] of claims) {
    const hasValue = holderOf(desk, definition, field, claim)
    if (await desk.claims.hold(claim, hasValue)) held.set(field, claim)
    else if (!(await hasValue(claim.owner))) taken.push(field)
  }
  if (taken.length === 0) return
  await releaseAll(desk, held)
  throw invalid(takenErrors(taken))
}

/** Without a claim of any kind: for telling it beside what else is wrong. */
export async function findTaken(
  desk: Desk,
  write: Omit<UniqueWrite, 'token'>,
): Promise<FieldErrors> {
  const taken: string[] = []
  for (const [field, claim] of claimsOf({ ...write, token: '' })) {
    const hasValue = holderOf(desk, write.definition, field, claim)
    const isFree = (await desk.claims.isFree(claim, hasValue)) || (await hasValue(claim.owner))
    if (!isFree) taken.push(field)
  }
  return takenErrors(taken)
}

const takenErrors = (fields: readonly string[]): FieldErrors =>
  Object.fromEntries(fields.map((field) => [field, [`The ${field} field has already been taken.`]]))

/** @returns whether an owner's stream has the value */
export const holderOf =
  (desk: Desk, definition: ResourceDefinition, field: string, { value }: Claim) =>
  (owner: string) =>
    isHolder(desk, definition, { owner, field, value })

type Holding = { readonly owner: string; readonly field: string; readonly value: string }

/** Asked of the log itself: a state kept in memory may be behind. */
async function isHolder(
  { log }: Desk,
  definition: ResourceDefinition,
  { owner, field, value }: Holding,
): Promise<boolean> {
  if (parseStreamName(owner)?.resource !== definition.name) return false
  const events = await log.readStream(owner)
  const { is_deleted, fields } = fold(aggregateOf(definition).evolution, events)
  const held = fields[field]
  return !is_deleted && typeof held === 'string' && foldValue(held) === foldValue(value)
}

/** What was written stays written: a hold that nobody confirms runs out, and then the stream decides. */
async function confirmAll(desk: Desk, claims: ReadonlyMap<string, Claim>): Promise<void> {
  try {
    for (const claim of claims.values()) await desk.claims.confirm(claim)
  } catch (error) {
    desk.logger.warn({ err: error }, 'a unique value could not be confirmed')
  }
}

async function releaseAll(desk: Desk, claims: ReadonlyMap<string, Claim>): Promise<void> {
  for (const claim of claims.values()) await desk.claims.release(claim)
}
