import { expect, test } from 'vitest'
import { tablesVersion } from './tables-version.ts'

test('the same tables are the same version', async () => {
  expect(await tablesVersion()).toMatch(/^[0-9a-f]{12}$/)
  expect(await tablesVersion()).toBe(await tablesVersion())
})
