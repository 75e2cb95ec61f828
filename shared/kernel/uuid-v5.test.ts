import fc from 'fast-check'
import { v5 } from 'uuid'
import { expect, it } from 'vitest'
import { uuidV5 } from './uuid-v5.ts'

it('is the id that the UUID package makes of the same name and namespace', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.uuid(), (name, namespace) => {
      expect(uuidV5(name, namespace)).toBe(v5(name, namespace))
    }),
  )
})

it('is the id of the example in RFC 9562', () => {
  const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
  expect(uuidV5('www.example.com', dns)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

it('has no namespace that is no UUID', () => {
  expect(() => uuidV5('a', 'not-a-uuid')).toThrow('not-a-uuid is no UUID')
})
