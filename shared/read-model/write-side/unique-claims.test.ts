import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWriteSide, type TestWriteSide } from '../../testing/write-side.ts'
import { createSecrets } from './secrets.ts'
import { type Claim, createUniqueClaims, type UniqueClaims } from './unique-claims.ts'

let writeSide: TestWriteSide
let claims: UniqueClaims
beforeAll(async () => {
  writeSide = await startWriteSide()
  claims = createUniqueClaims(writeSide.pool, createSecrets(writeSide.pool))
})
afterAll(() => writeSide[Symbol.asyncDispose]())

const nobodyHasIt = async () => false
const theOwnerHasIt = async () => true

const claimOf = (owner: string, value: string): Claim => ({
  scope: 'customer.email',
  value,
  owner,
  token: randomUUID(),
})

async function letHoldsRunOut(): Promise<void> {
  await writeSide.pool.query(
    "update desk.unique_claims set expires_at = clock_timestamp() - interval '1 second'",
  )
}

test('of fifty who want one value at once, exactly one gets it', async () => {
  const wanted = Array.from({ length: 50 }, (_, index) =>
    claimOf(`customer-${index}`, 'a@desk.test'),
  )
  const got = await Promise.all(wanted.map((claim) => claims.hold(claim, nobodyHasIt)))
  expect(got.filter(Boolean)).toHaveLength(1)
})

test('case, spaces around and composition of letters make no other value', async () => {
  expect(await claims.hold(claimOf('customer-1', 'José@desk.test'), nobodyHasIt)).toBe(true)
  expect(await claims.hold(claimOf('customer-2', ' JOSE\u0301@desk.TEST '), nobodyHasIt)).toBe(
    false,
  )
})

test('an international domain is one in both of its spellings, a look-alike is another', async () => {
  const taken = 'anna@münchen.test'
  expect(await claims.hold(claimOf('customer-1', taken), nobodyHasIt)).toBe(true)
  for (const same of ['anna@xn--mnchen-3ya.test', 'Anna@MÜNCHEN.test']) {
    expect(await claims.hold(claimOf('customer-2', same), nobodyHasIt)).toBe(false)
  }
  const cyrillic = 'аnna@münchen.test'
  expect(await claims.hold(claimOf('customer-2', cyrillic), nobodyHasIt)).toBe(true)
})

test('a sigma is one letter, at the end of a word or not, in either case and in a domain', async () => {
  const [taken, ...others] = [
    'νίκος.παππάς@όνομας.test',
    'ΝΊΚΟΣ.ΠΑΠΠΆΣ@ΌΝΟΜΑΣ.TEST',
    'νίκοσ.παππάσ@όνομασ.test',
    'νίκος.παππάς@xn--mxavcir9c.test',
    'νίκος.παππάς@xn--mxavciw3c.test',
  ]
  expect(await claims.hold(claimOf('customer-1', taken ?? ''), nobodyHasIt)).toBe(true)
  for (const same of others) {
    expect([same, await claims.hold(claimOf('customer-2', same), nobodyHasIt)]).toEqual([
      same,
      false,
    ])
  }
})

test('a sharp s and two of the other are other addresses', async () => {
  expect(await claims.hold(claimOf('customer-1', 'weiß@desk.test'), nobodyHasIt)).toBe(true)
  expect(await claims.hold(claimOf('customer-2', 'WEISS@desk.test'), nobodyHasIt)).toBe(true)
})

test('asking whether a value is free holds nothing, and one’s own always is', async () => {
  const claim = claimOf('customer-1', 'free@desk.test')
  const other = claimOf('customer-2', 'free@desk.test')
  for (const _twice of [1, 2]) expect(await claims.isFree(other, theOwnerHasIt)).toBe(true)
  await claims.hold(claim, nobodyHasIt)
  expect(await claims.isFree(other, nobodyHasIt)).toBe(false)
  await claims.confirm(claim)
  expect(await claims.isFree(other, theOwnerHasIt)).toBe(false)
  expect(await claims.isFree(other, nobodyHasIt)).toBe(true)
  expect(await claims.isFree(claim, theOwnerHasIt)).toBe(true)
})

test('one value may be used in two scopes', async () => {
  const claim = claimOf('customer-1', 'b@desk.test')
  expect(await claims.hold(claim, nobodyHasIt)).toBe(true)
  const elsewhere = { ...claim, scope: 'agent.email', owner: 'agent-1' }
  expect(await claims.hold(elsewhere, nobodyHasIt)).toBe(true)
})

test('a value whose owner gave it up can be taken, one that its owner has cannot', async () => {
  const first = claimOf('customer-1', 'c@desk.test')
  await claims.hold(first, nobodyHasIt)
  await claims.confirm(first)

  expect(await claims.hold(claimOf('customer-2', 'c@desk.test'), theOwnerHasIt)).toBe(false)
  expect(await claims.hold(claimOf('customer-3', 'c@desk.test'), nobodyHasIt)).toBe(true)
})

test('after a write that failed the value is free at once', async () => {
  const failed = claimOf('customer-1', 'd@desk.test')
  await claims.hold(failed, nobodyHasIt)
  expect(await claims.hold(claimOf('customer-2', 'd@desk.test'), nobodyHasIt)).toBe(false)
  await claims.release(failed)
  expect(await claims.hold(claimOf('customer-2', 'd@desk.test'), nobodyHasIt)).toBe(true)
})

test('a hold that a crash left behind blocks until it runs out, then the stream decides', async () => {
  await claims.hold(claimOf('customer-1', 'e@desk.test'), nobodyHasIt)
  expect(await claims.hold(claimOf('customer-2', 'e@desk.test'), nobodyHasIt)).toBe(false)
  await letHoldsRunOut()
  expect(await claims.hold(claimOf('customer-2', 'e@desk.test'), theOwnerHasIt)).toBe(false)
  expect(await claims.hold(claimOf('customer-2', 'e@desk.test'), nobodyHasIt)).toBe(true)
})

test('of many who take over an abandoned value, exactly one gets it', async () => {
  const left = claimOf('customer-1', 'f@desk.test')
  await claims.hold(left, nobodyHasIt)
  await claims.confirm(left)
  const wanted = Array.from({ length: 20 }, (_, index) => claimOf(`customer-9${index}`, left.value))
  const got = await Promise.all(wanted.map((claim) => claims.hold(claim, nobodyHasIt)))
  expect(got.filter(Boolean)).toHaveLength(1)
})

test('of many held at once, those that nobody asked for are, and each value by one alone', async () => {
  const taken = claimOf('customer-1', 'taken@desk.test')
  await claims.hold(taken, nobodyHasIt)
  const wanted = (from: number) =>
    Array.from({ length: 40 }, (_, nth) => claimOf(`customer-${from + nth}`, `${nth}@many.test`))
  const held = await Promise.all([
    claims.holdNew(wanted(100)),
    claims.holdNew(wanted(200).toReversed()),
    claims.holdNew([claimOf('customer-300', 'Taken@desk.test')]),
  ])
  expect(held.map(({ length }) => length).toSorted((a, b) => a - b)[0]).toBe(0)
  expect(new Set(held.flat().map(({ value }) => value)).size).toBe(40)
  expect(held.flat()).toHaveLength(40)
})

test('of many confirmed at once the streams decide, but what another holds since stays held', async () => {
  const [kept, lost] = [1, 2].map((nth) => claimOf(`customer-${nth}`, `${nth}@confirmed.test`))
  if (!kept || !lost) throw new Error('Nothing was claimed')
  await claims.holdNew([kept, lost])
  await letHoldsRunOut()
  const other = claimOf('customer-3', lost.value)
  expect(await claims.hold(other, nobodyHasIt)).toBe(true)
  await claims.confirmAll([kept, lost])
  const next = (value: string) => claims.isFree(claimOf('customer-4', value), nobodyHasIt)
  expect([await next(kept.value), await next(lost.value)]).toEqual([true, false])
})

test('the owner itself may ask again', async () => {
  const claim = claimOf('customer-1', 'g@desk.test')
  await claims.hold(claim, nobodyHasIt)
  expect(await claims.hold({ ...claim, token: randomUUID() }, theOwnerHasIt)).toBe(true)
})

test('no row holds a value that can be read', async () => {
  await claims.hold(claimOf('customer-1', 'secret@desk.test'), nobodyHasIt)
  const { rows } = await writeSide.pool.query('select claim::text from desk.unique_claims claim')
  expect(JSON.stringify(rows)).not.toMatch(/secret|desk\.test/)
})
