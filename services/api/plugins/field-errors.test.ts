import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldErrorsOf } from '#api/plugins/field-errors.ts'

const settings = z.object({ settings: z.strictObject({ theme: z.string() }) })

function errorsOf(data: unknown) {
  return fieldErrorsOf(settings.safeParse(data).error?.issues ?? [], data)
}

test('each key that nobody knows is named beside the fields that are wrong', () => {
  expect(errorsOf({ settings: { theme: 5, color: 1, size: 2 } })).toEqual({
    'settings.theme': ['The settings.theme field must be a text.'],
    'settings.color': ['The settings.color field is not known.'],
    'settings.size': ['The settings.size field is not known.'],
  })
})

test('of a body full of them the answer tells a hundred, and is not many times as large', () => {
  const keys = Array.from({ length: 90_000 }, (_, nth) => [`k${nth}`, 1])
  const errors = errorsOf({ settings: { theme: 5, ...Object.fromEntries(keys) } })
  expect(Object.keys(errors)).toHaveLength(101)
  expect(errors).toMatchObject({ 'settings.theme': [expect.any(String)] })
})
