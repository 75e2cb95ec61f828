import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_PER_PAGE, offsetIn, pageMeta, parsePage } from './pagination.ts'

test('a list without parameters starts at page 1 with the default size', () => {
  expect(parsePage({})).toEqual({ page: { page: 1, per_page: 15 } })
  expect(parsePage({ page: '', per_page: '' }, 30)).toEqual({ page: { page: 1, per_page: 30 } })
  expect(parsePage({ page: '3', per_page: '200' })).toEqual({ page: { page: 3, per_page: 200 } })
})

test.each(['0', '-1', '1.5', 'two', '1 ', '0x10', 'NaN', 'Infinity', '1e999', '\u0000'])(
  'page and per_page %j are refused together',
  (text) => {
    const parsed = parsePage({ page: text, per_page: text })
    expect('errors' in parsed && Object.keys(parsed.errors)).toEqual(['page', 'per_page'])
  },
)

test('a page may not hold more than 200', () => {
  expect(parsePage({ per_page: '201' })).toEqual({
    errors: { per_page: ['per_page must be a whole number from 1 to 200'] },
  })
})

test.each(['1e18', '9223372036854775808', '99999999999999999999999999', '1E+300'])(
  'page %s is past the end of every list, and its offset is one that the database takes',
  (text) => {
    const parsed = parsePage({ page: text, per_page: '200' })
    if (!('page' in parsed)) throw new Error('refused')
    expect(offsetIn(parsed.page)).toBe(Number.MAX_SAFE_INTEGER)
    expect(pageMeta(parsed.page, 7)).toMatchObject({ current_page: Number(text), last_page: 1 })
  },
)

test('an empty list has one page', () => {
  expect(pageMeta({ page: 1, per_page: 15 }, 0)).toEqual({
    current_page: 1,
    last_page: 1,
    per_page: 15,
    total: 0,
  })
  expect(offsetIn({ page: 1, per_page: 15 })).toBe(0)
})

test('the pages of a list hold each of its rows once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2_000 }),
      fc.integer({ min: 1, max: MAX_PER_PAGE }),
      (total, per_page) => {
        const { last_page } = pageMeta({ page: 1, per_page }, total)
        const rows = Array.from({ length: last_page }, (_, index) => {
          return Math.min(per_page, total - offsetIn({ page: index + 1, per_page }))
        })
        expect(rows.reduce((sum, count) => sum + count, 0)).toBe(total)
        expect(offsetIn({ page: last_page + 1, per_page })).toBeGreaterThanOrEqual(total)
      },
    ),
  )
})
