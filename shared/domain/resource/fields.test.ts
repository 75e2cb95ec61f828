import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { content, count, email, hexColor, id, ids, name, nullable, price, text } from './fields.ts'

const accepts = (field: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  field.safeParse(value).success

describe('text', () => {
  it('counts code points, so that an emoji is one character', () => {
    expect(accepts(text(3), '😀😀😀')).toBe(true)
    expect(accepts(text(3), '😀😀😀😀')).toBe(false)
  })

  it('is trimmed and normalised before it is measured', () => {
    expect(text(4).parse('  cafe\u0301 ')).toBe('caf\u00e9')
  })

  it('refuses NUL bytes and lone surrogates', () => {
    for (const field of [text(250), name(250), content(), email(250)]) {
      expect(accepts(field, 'a\u0000b@example.com')).toBe(false)
      expect(accepts(field, 'a\uD800b@example.com')).toBe(false)
    }
  })

  it('counts a letter with its accents as one where there is a letter for that', () => {
    const taken = '\u0391\u0313\u0300\u0345'.repeat(250) // the most that come to one: ᾂ in capitals
    expect(text(250).parse(taken)).toBe('\u1f8a'.repeat(250))
    expect(accepts(text(250), `${taken}a`)).toBe(false)
  })

  it('is refused in no time where it is far too long', () => {
    const marks = `a${'\u0301'.repeat(250_000)}${'\u0323'.repeat(250_000)}`
    const startedAt = performance.now()
    expect(accepts(text(250), marks)).toBe(false)
    expect(performance.now() - startedAt).toBeLessThan(1_000) // composing it takes a minute and a half
  })

  it('takes any well-formed text up to its limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (value) => {
        fc.pre(!value.includes('\u0000') && value.isWellFormed())
        const length = Array.from(value.trim().normalize('NFC')).length
        return accepts(text(20), value) === length <= 20
      }),
    )
  })

  it('is never blank where it is required', () => {
    expect(accepts(name(250), ' \t ')).toBe(false)
    expect(accepts(content(), '\n')).toBe(false)
  })
})

it('an email address has one @ and a domain with a dot', () => {
  for (const good of ['a@b.co', 'a.b+c@sub.example.com', 'ü@exämple.de']) {
    expect(accepts(email(250), good)).toBe(true)
  }
  for (const bad of ['a', 'a@b', '@b.co', 'a@', 'a b@c.de', 'a@@b.co', 'a@b..co', 'a,b@c.de']) {
    expect(accepts(email(250), bad)).toBe(false)
  }
})

it('a colour is three or six hex digits after a #', () => {
  for (const good of ['#fff', '#FF8800']) expect(accepts(hexColor(), good)).toBe(true)
  for (const bad of ['fff', '#ff', '#ffff', 'red', '#gggggg'])
    expect(accepts(hexColor(), bad)).toBe(false)
})

it('numbers stay within what JavaScript and Postgres both hold exactly', () => {
  for (const bad of [0, -1, 1.5, 2 ** 53, 1e300, Number.NaN, '5', null]) {
    expect(accepts(id(), bad)).toBe(false)
  }
  expect(accepts(count(), 2_147_483_647)).toBe(true)
  expect(accepts(count(), 2_147_483_648)).toBe(false)
  expect(accepts(count(), -1)).toBe(false)
})

it('a set of ids drops repeats and keeps its order', () => {
  expect(ids().parse([3, 1, 3, 2, 1])).toEqual([3, 1, 2])
})

it('null clears a nullable field and no other', () => {
  expect(nullable(text(10)).parse(null)).toBeNull()
  expect(accepts(text(10), null)).toBe(false)
})

it('a price is an amount from 0 with at most two decimals', () => {
  for (const good of [0, 0.1, 8.29, 19.99, 1_000_000.01, 9_999_999_999.99]) {
    expect(price().parse(good)).toBe(good)
  }
  for (const bad of [-0.01, 0.001, 8.295, 1e10, Infinity, Number.NaN, '5', null]) {
    expect(accepts(price(), bad)).toBe(false)
  }
  expect(Object.is(price().parse(-0), 0)).toBe(true)
})
