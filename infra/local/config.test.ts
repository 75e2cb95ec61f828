import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('what only services use is refused before anything starts, in the one error of all', () => {
  const wrong = {
    AUDIT_ROOT_EVERY_EVENTS: 'abc',
    AUDIT_ROOT_EVERY_SECONDS: '0',
    PORT: 'first',
    RATE_LIMIT_PER_MINUTE: '-1',
  }
  const read = () => readConfig(wrong, 'node')
  for (const name of Object.keys(wrong)) expect(read).toThrow(name)
})
