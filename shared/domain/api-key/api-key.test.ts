import { hash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { apiKey } from './api-key.ts'
import {
  hashApiKey,
  keySecretBytes,
  keyTypes,
  makeApiKey,
  mayBeKey,
  prefixOf,
} from './key-format.ts'
import { exceedingScopes, holdsScope, isKnownScope } from './scopes.ts'

describe('a key', () => {
  it.each(keyTypes)('of type %s ends with a checksum of all before it', (type) => {
    const key = makeApiKey(type, randomBytes(keySecretBytes))
    expect(key).toMatch(/^dh_(int|ext)_[0-9a-f]{56}$/)
    expect(key.slice(-8)).toBe(hash('sha256', key.slice(0, -8), 'hex').slice(0, 8))
  })

  it('shows no more of itself than its prefix', () => {
    const key = makeApiKey('internal', randomBytes(keySecretBytes))
    expect(prefixOf(key)).toHaveLength(12)
    expect(hashApiKey(key)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('may be any 32 to 200 visible characters, for the first of a desk is given to it', () => {
    expect(mayBeKey(makeApiKey('internal', randomBytes(keySecretBytes)))).toBe(true)
    expect(mayBeKey('x'.repeat(32))).toBe(true)
    expect(mayBeKey('x'.repeat(200))).toBe(true)
    for (const bad of ['x'.repeat(31), 'x'.repeat(201), `${'x'.repeat(40)} y`, 'ü'.repeat(40)]) {
      expect(mayBeKey(bad)).toBe(false)
    }
  })

  it('expires at an instant, kept in UTC; a day ends it at its midnight', () => {
    const expiresAt = apiKey.fields['expires_at']
    expect(expiresAt?.parse('2027-02-03')).toBe('2027-02-03T00:00:00.000Z')
    expect(expiresAt?.parse('2027-02-03T10:00:00+02:00')).toBe('2027-02-03T08:00:00.000Z')
    for (const none of ['2027-02-30', '9999-12-31T23:59:59-05:00', '0000-06-01']) {
      expect(expiresAt?.safeParse(none).success).toBe(false)
    }
  })
})

describe('scopes', () => {
  const holder = (...scopes: string[]) => ({ special: false, scopes })

  it('open exactly what they name', () => {
    expect(holdsScope(holder('tickets:list'), 'tickets:list')).toBe(true)
    expect(holdsScope(holder('tickets:list'), 'tickets:read')).toBe(false)
    expect(holdsScope(holder('tickets:*'), 'tickets:read')).toBe(true)
    expect(holdsScope(holder('tickets:*'), 'labels:read')).toBe(false)
    expect(holdsScope(holder('*'), 'labels:read')).toBe(true)
    expect(holdsScope({ special: true, scopes: [] }, 'labels:read')).toBe(true)
  })

  it('are known by name, by resource and as a whole', () => {
    for (const known of ['tickets:list', 'settings:*', '*']) expect(isKnownScope(known)).toBe(true)
    for (const unknown of ['tickets', 'tickets:fly', '*:*', '']) {
      expect(isKnownScope(unknown)).toBe(false)
    }
  })

  it('cannot be handed out by who does not hold them', () => {
    expect(exceedingScopes(holder('tickets:*'), ['tickets:list', 'labels:list', '*'])).toEqual([
      'labels:list',
      '*',
    ])
    expect(exceedingScopes(holder('*'), ['labels:list', '*'])).toEqual([])
  })
})
