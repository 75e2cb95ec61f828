import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CannotOpen, makeSecretsKey, sealedSecrets } from './sealed-secrets.ts'

const [key, newKey] = [makeSecretsKey(), makeSecretsKey()]

describe('a sealed secret', () => {
  it('is opened for its owner, whatever it is, and never looks the same twice', () => {
    const { seal, open } = sealedSecrets([key])
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (secret, owner) => {
        const [one, other] = [seal(secret, owner), seal(secret, owner)]
        expect(one).not.toBe(other)
        expect([open(one, owner), open(other, owner)]).toEqual([secret, secret])
      }),
    )
  })

  it('tells nothing of what is in it', () => {
    expect(sealedSecrets([key]).seal('whsec_hidden', 'agent-1')).not.toMatch(/whsec|hidden|agent/)
  })

  it('is opened for nobody else', () => {
    const { seal, open } = sealedSecrets([key])
    expect(() => open(seal('whsec_a', 'agent-1'), 'agent-2')).toThrow(CannotOpen)
  })

  it('is not opened where a single character of it was changed', () => {
    const { seal, open } = sealedSecrets([key])
    const sealed = seal('whsec_a', 'agent-1')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: sealed.length - 1 }),
        fc.constantFrom('A', 'B', '0', '1', '.', '-'),
        (at, character) => {
          fc.pre(sealed[at] !== character)
          const changed = `${sealed.slice(0, at)}${character}${sealed.slice(at + 1)}`
          fc.pre(!isSameBytes(changed, sealed))
          expect(() => open(changed, 'agent-1')).toThrow(CannotOpen)
        },
      ),
    )
  })

  it('stays readable when a new key is put in front, and is sealed with that from then on', () => {
    const before = sealedSecrets([key]).seal('whsec_a', 'agent-1')
    const { seal, open } = sealedSecrets([newKey, key])

    expect(open(before, 'agent-1')).toBe('whsec_a')
    expect(sealedSecrets([newKey]).open(seal('whsec_b', 'agent-1'), 'agent-1')).toBe('whsec_b')
    expect(() => sealedSecrets([newKey]).open(before, 'agent-1')).toThrow(
      'None of the keys in SECRETS_KEY has sealed this secret',
    )
  })

  it.each(['', '1', '1.abc.def.ghi', 'whsec_plain'])('is not %j', (text) => {
    expect(() => sealedSecrets([key]).open(text, 'agent-1')).toThrow(CannotOpen)
  })
})

/** The last character of base64 may carry bits that mean nothing. */
function isSameBytes(one: string, other: string): boolean {
  const bytes = (text: string) => text.split('.').map((part) => Buffer.from(part, 'base64url'))
  const [a, b] = [bytes(one), bytes(other)]
  return (
    a.length === b.length &&
    a.slice(2).every((part, at) => part.equals(b[at + 2] ?? part)) &&
    one.split('.').slice(0, 2).join() === other.split('.').slice(0, 2).join()
  )
}
