import { type KeyType, keyTypes } from '@deskhive/shared/domain/api-key/key-format.ts'
import { exceedingScopes } from '@deskhive/shared/domain/api-key/scopes.ts'
import type { FieldValues } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import { type FieldErrors, Refused, refuseWrong } from '@deskhive/shared/kernel/refused.ts'
import { z } from 'zod'
import type { CallingKey } from '#api/caller.ts'
import { agentKeyScopes } from '#api/routes/internal/agent-key-scopes.ts'

/** What a key lets its holder do. */
type Grant = {
  readonly type: KeyType
  readonly scopes: readonly string[]
  readonly special: boolean
  readonly agent_id: number | null
  readonly expires_at: string | null
}

const grantFields = z.object({
  type: z.enum(keyTypes),
  scopes: z.array(z.string()).default([]),
  special: z.boolean().default(false),
  agent_id: z.number().nullable().default(null),
  expires_at: z.string().nullable().default(null),
})

/** The scope `*` sets the flag. */
export function grantOf(fields: FieldValues): Grant {
  const grant = grantFields.parse(fields)
  return { ...grant, special: grant.special || grant.scopes.includes('*') }
}

type GrantQuestion = {
  readonly grant: Grant
  /** Who hands it out. */
  readonly holder: CallingKey
  /** ISO 8601, UTC. */
  readonly now: string
  /** What the key may do already, which nobody hands out again. */
  readonly kept?: Grant
}

/** @returns every field in which the key would be wrong, or more than its maker */
export function grantErrors({ grant, holder, now, kept }: GrantQuestion): FieldErrors {
  return {
    ...scopeErrors(grant, holder, kept),
    ...specialErrors(grant, holder, kept),
    ...agentErrors(grant, holder, kept),
    ...expiryErrors({ grant, holder, now, ...(kept && { kept }) }),
  }
}

type GrantChange = Pick<GrantQuestion, 'holder' | 'now'> & {
  readonly body: FieldValues
  readonly kept: ResourceState
}

/** @returns what was sent and what follows from it; for keys that live */
export function patchOf(change: GrantChange): FieldValues {
  if (change.kept.is_deleted) throw new Refused('NOT_FOUND', 'This API key is revoked')
  refuseWrong(changeErrors(change))
  return { ...change.body, special: grantAfter(change).special }
}

/** @returns every field in which the key may not be changed so */
export function changeErrors(change: GrantChange): FieldErrors {
  const { body, kept, holder, now } = change
  const before = grantOf(kept.fields)
  const isOther = body['type'] !== undefined && body['type'] !== before.type
  return {
    ...(isOther ? { type: ['The type field of a key cannot be changed.'] } : {}),
    ...grantErrors({ grant: grantAfter(change), holder, now, kept: before }),
  }
}

/** Of the type that it has: nothing that follows from another one need be told. */
function grantAfter({ body, kept }: GrantChange): Grant {
  const { type, special, scopes } = grantOf(kept.fields)
  const isStillSpecial = special && !(scopes.includes('*') && body['scopes'] !== undefined)
  return grantOf({ ...kept.fields, special: isStillSpecial, ...body, type })
}

function scopeErrors(grant: Grant, holder: CallingKey, kept?: Grant): FieldErrors {
  const { type, scopes } = grant
  if (type === 'external') {
    return scopes.length > 0 ? { scopes: ['The scopes field is for internal keys only.'] } : {}
  }
  const granted = scopes.filter((scope) => !kept?.scopes.includes(scope))
  const exceeding = exceedingScopes(holder, granted)
  if (exceeding.length > 0) {
    return {
      scopes: [`The scopes field holds more than the calling key: ${exceeding.join(', ')}.`],
    }
  }
  if (kept === undefined || exceedingScopes(kept, scopes).length === 0) return {}
  if (!outlives(grant, holder)) return {}
  return { scopes: ['The scopes field holds more, and the key ends later than the calling key.'] }
}

function specialErrors({ type, special }: Grant, holder: CallingKey, kept?: Grant): FieldErrors {
  if (!special || kept?.special) return {}
  if (type === 'external') return { special: ['The special field is for internal keys only.'] }
  if (isSpecial(holder)) return {}
  return { special: ['The special field is more than the calling key has.'] }
}

/** What an agent may do is granted with its key, though that has no scopes. */
function agentErrors(grant: Grant, holder: CallingKey, kept?: Grant): FieldErrors {
  if (grant.type !== 'external') return {}
  if (grant.agent_id === null) {
    return { agent_id: ['The agent_id field is required for an external key.'] }
  }
  if (grant.agent_id === kept?.agent_id) return {}
  const exceeding = exceedingScopes(holder, agentKeyScopes)
  if (exceeding.length === 0) return {}
  return {
    agent_id: [
      `The agent_id field needs more than the calling key holds: ${exceeding.join(', ')}.`,
    ],
  }
}

/** To let a key live on is to grant once more what it holds, and time is something that a key has, too. */
function expiryErrors({ grant, holder, now, kept }: GrantQuestion): FieldErrors {
  if (grant.expires_at === kept?.expires_at) return {}
  if (endOf(grant) <= Date.parse(now)) {
    return { expires_at: ['The expires_at field must be in the future.'] }
  }
  if (kept !== undefined && endOf(grant) <= endOf(kept)) return {}
  if (outlives(grant, holder)) {
    return { expires_at: ['The expires_at field is later than that of the calling key.'] }
  }
  const exceeding = kept === undefined ? [] : exceedingScopes(holder, worthOf(kept))
  if (exceeding.length === 0) return {}
  return {
    expires_at: [
      `The expires_at field is of a key that holds more than the calling key: ${exceeding.join(', ')}.`,
    ],
  }
}

/** An external key is its agent's, who stays when whoever made the key has gone. */
function outlives(grant: Grant, holder: CallingKey): boolean {
  if (grant.type === 'external' || isSpecial(holder)) return false
  return endOf(grant) > endOf(holder)
}

const isSpecial = ({ special, scopes }: CallingKey) => special || scopes.includes('*')

const endOf = ({ expires_at }: Pick<Grant, 'expires_at'>) =>
  expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(expires_at)

/** The scopes that let their holder do as much. */
function worthOf({ type, scopes, special }: Grant): readonly string[] {
  if (type === 'external') return agentKeyScopes
  return special ? ['*'] : scopes
}
