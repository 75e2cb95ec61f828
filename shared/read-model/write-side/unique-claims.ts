import { domainToASCII, domainToUnicode } from 'node:url'
import type pg from 'pg'
import { foldCase } from '../../kernel/fold-case.ts'
import { query } from './query.ts'
import type { Secrets } from './secrets.ts'

/**
 * Who may use a value that is nobody else's. A row says who last asked for it; whether that one has it is
 * told by its stream, the truth, so a row that a crash or a change left behind hinders nobody:
 * - held, not expired: somebody is writing right now, and the value is taken;
 * - held and expired, or confirmed: taken exactly if the owner's stream has the value, else the next
 *   one takes the row over, compared by token, so that one of many wins.
 * Values are kept as HMAC only, so that erasing a person leaves nothing here.
 */
export type UniqueClaims = {
  /** @returns whether the value is this owner's to write */
  hold(claim: Claim, hasValue: (owner: string) => Promise<boolean>): Promise<boolean>
  /** Many at once, where nobody ever asked for the value. @returns those that are held now */
  holdNew(claims: readonly Claim[]): Promise<readonly Claim[]>
  /** As `hold` would answer, and nothing is held. */
  isFree(claim: Claim, hasValue: (owner: string) => Promise<boolean>): Promise<boolean>
  /** Written: from now on the owner's stream decides. */
  confirm(claim: Claim): Promise<void>
  confirmAll(claims: readonly Claim[]): Promise<void>
  /**
   * Surely not written: the stream decides here, too, for the owner may have had the value before.
   * Not to be called where the outcome is unknown: then the hold has to run out.
   */
  release(claim: Claim): Promise<void>
  /** @returns who asked last for each of the values, in their order; `undefined` where nobody did */
  find(asked: readonly Pick<Claim, 'scope' | 'value'>[]): Promise<readonly (Asker | undefined)[]>
}

/** Whether it has the value is told by the owner's stream. */
export type Asker = { readonly owner: string; readonly token: string }

export type Claim = {
  /** `customer.email` */
  readonly scope: string
  readonly value: string
  /** The stream: `customer-12` */
  readonly owner: string
  /** Of the command that asks, a UUID: the same one may ask again after a crash. */
  readonly token: string
}

/** Longer than any request may take to reach the log. */
const HOLD_SECONDS = 30

const insert = {
  name: 'claim hold',
  text: `
    insert into desk.unique_claims as claim (scope, value_hmac, owner, token, state, expires_at)
    values ($1, $2, $3, $4, 'held', clock_timestamp() + interval '${HOLD_SECONDS} seconds')
    on conflict (scope, value_hmac) do update
    set token = excluded.token, state = 'held', expires_at = excluded.expires_at
    where claim.owner = excluded.owner
    returning token`,
}
/** In one order, as every statement that locks several, so that two of them wait for each other one way only. */
const insertNew = {
  name: 'claim hold new',
  text: `
    insert into desk.unique_claims (scope, value_hmac, owner, token, state, expires_at)
    select scope, value_hmac, owner, token, 'held',
      clock_timestamp() + interval '${HOLD_SECONDS} seconds'
    from unnest($1::text[], $2::bytea[], $3::text[], $4::uuid[])
      as wanted (scope, value_hmac, owner, token)
    order by scope collate "C", value_hmac
    on conflict (scope, value_hmac) do nothing
    returning concat_ws(' ', scope, encode(value_hmac, 'hex'), owner) as name`,
}
const settleAll = {
  name: 'claim settle all',
  text: `
    with written as (
      select scope, value_hmac
      from desk.unique_claims
        join unnest($1::text[], $2::bytea[], $3::text[], $4::uuid[])
          as wanted (scope, value_hmac, owner, token) using (scope, value_hmac, owner, token)
      order by scope collate "C", value_hmac for update of unique_claims)
    update desk.unique_claims as claim set state = 'confirmed'
    from written
    where claim.scope = written.scope and claim.value_hmac = written.value_hmac`,
}
const read = {
  name: 'claim read',
  text: `
    select owner, token, state = 'held' and expires_at > clock_timestamp() as "isWriting"
    from desk.unique_claims where scope = $1 and value_hmac = $2`,
}
const readAll = {
  name: 'claim read all',
  text: `
    select nth::int, owner, token
    from unnest($1::text[], $2::bytea[]) with ordinality as asked (scope, value_hmac, nth)
      join desk.unique_claims using (scope, value_hmac)`,
}
const takeOver = {
  name: 'claim take over',
  text: `
    update desk.unique_claims
    set owner = $3, token = $4, state = 'held',
      expires_at = clock_timestamp() + interval '${HOLD_SECONDS} seconds'
    where scope = $1 and value_hmac = $2 and token = $5 returning token`,
}
const settle = {
  name: 'claim settle',
  text: `
    update desk.unique_claims set state = 'confirmed'
    where scope = $1 and value_hmac = $2 and owner = $3 and token = $4`,
}

type ClaimValues = readonly [scope: string, hmac: Buffer, owner: string, token: string]

type Claimed = { readonly owner: string; readonly token: string; readonly isWriting: boolean }

export function createUniqueClaims(pool: pg.Pool, secrets: Secrets): UniqueClaims {
  const hmacOf = (scope: string, value: string) => secrets.hmac(`unique ${scope}`, foldValue(value))
  const valuesOf = async ({ scope, value, owner, token }: Claim): Promise<ClaimValues> => [
    scope,
    await hmacOf(scope, value),
    owner,
    token,
  ]
  const columnsOf = async (claims: readonly Claim[]) =>
    inColumns(await Promise.all(claims.map(valuesOf)))
  const leaveToStream = async (claim: Claim) =>
    void (await query(pool, settle, await valuesOf(claim)))

  const mayTake = async (other: Claimed, hasValue: (owner: string) => Promise<boolean>) =>
    !other.isWriting && !(await hasValue(other.owner))

  return {
    isFree: async (claim, hasValue) => {
      const [, hmac] = await valuesOf(claim)
      const [other] = await query<Claimed>(pool, read, [claim.scope, hmac])
      return !other || other.owner === claim.owner || mayTake(other, hasValue)
    },
    hold: async (claim, hasValue) => {
      const values = await valuesOf(claim)
      for (;;) {
        if ((await query(pool, insert, values)).length > 0) return true
        const [other] = await query<Claimed>(pool, read, values.slice(0, 2))
        if (!other) continue
        if (!(await mayTake(other, hasValue))) return false
        if ((await query(pool, takeOver, [...values, other.token])).length > 0) return true
      }
    },
    holdNew: async (claims) => {
      if (claims.length === 0) return []
      const isHeld = await insertAll(pool, await Promise.all(claims.map(valuesOf)))
      return claims.filter((_, nth) => isHeld[nth])
    },
    confirm: leaveToStream,
    confirmAll: async (claims) => {
      if (claims.length > 0) await query(pool, settleAll, await columnsOf(claims))
    },
    release: leaveToStream,
    find: async (asked) => {
      if (asked.length === 0) return []
      const hmacs = await Promise.all(asked.map(({ scope, value }) => hmacOf(scope, value)))
      return findAskers(pool, [asked.map(({ scope }) => scope), hmacs])
    },
  }
}

/** @returns of each whether it is there now; an owner may ask for several values at once */
async function insertAll(pool: pg.Pool, wanted: readonly ClaimValues[]): Promise<boolean[]> {
  const rows = await query<{ name: string }>(pool, insertNew, inColumns(wanted))
  const held = new Set(rows.map(({ name }) => name))
  return wanted.map(([scope, hmac, owner]) => held.has(`${scope} ${hmac.toString('hex')} ${owner}`))
}

async function findAskers(
  pool: pg.Pool,
  [scopes, hmacs]: readonly [readonly string[], readonly Buffer[]],
): Promise<readonly (Asker | undefined)[]> {
  const rows = await query<Asker & { nth: number }>(pool, readAll, [scopes, hmacs])
  const askers: (Asker | undefined)[] = hmacs.map(() => undefined)
  for (const { nth, owner, token } of rows) askers[nth - 1] = { owner, token }
  return askers
}

function inColumns(rows: readonly (readonly unknown[])[]): unknown[][] {
  return [0, 1, 2, 3].map((column) => rows.map((row) => row[column]))
}

/**
 * Case and composition make no difference to who has an address, nor do the two spellings of an
 * international domain. Look-alike letters do: they are other addresses.
 */
export function foldValue(value: string): string {
  const folded = foldCase(value.trim())
  const at = folded.lastIndexOf('@')
  const domain = at < 0 ? '' : foldDomain(folded.slice(at + 1))
  return domain === '' ? folded : folded.slice(0, at + 1) + domain
}

/**
 * An international domain is spelt out only where its letters have to be folded: of others the way there and back is
 * not always the same, and what is claimed already has to be found.
 * @returns `''` for what is no domain
 */
function foldDomain(domain: string): string {
  const ascii = domainToASCII(domain)
  const spelt = domainToUnicode(ascii)
  return spelt.includes('ς') ? domainToASCII(foldCase(spelt)) : ascii
}
