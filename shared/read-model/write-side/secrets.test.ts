import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWriteSide, type TestWriteSide } from '../../testing/write-side.ts'
import { createAgentPasswords } from './agent-passwords.ts'
import { createKeyUsage } from './key-usage.ts'
import { createSecrets } from './secrets.ts'

let writeSide: TestWriteSide
beforeAll(async () => {
  writeSide = await startWriteSide()
})
afterAll(() => writeSide[Symbol.asyncDispose]())

test('processes that start at once agree on one secret', async () => {
  const made = Array.from({ length: 8 }, () => createSecrets(writeSide.pool).hmac('test', 'a'))
  const values = (await Promise.all(made)).map((value) => value.toString('hex'))
  expect(new Set(values).size).toBe(1)
  expect(await createSecrets(writeSide.pool).hmac('other', 'a')).not.toEqual(await made[0])
})

test('a password is known by its hash alone', async () => {
  const passwords = createAgentPasswords(writeSide.pool)
  await passwords.set(1, 'correct horse')
  expect(await passwords.isRight(1, 'correct horse')).toBe(true)
  expect(await passwords.isRight(1, 'Correct horse')).toBe(false)
  expect(await passwords.isRight(2, 'correct horse')).toBe(false)

  const { rows } = await writeSide.pool.query('select hash from desk.agent_passwords')
  expect(rows[0].hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$[^$]{22}\$[^$]{43}$/)
  expect(rows[0].hash).not.toContain('horse')
})

test('the last use of a key is written later, and an older one never replaces a newer', async () => {
  const usage = createKeyUsage(writeSide.pool)
  usage.note(7, Date.UTC(2026, 0, 2))
  await usage.flush()
  usage.note(7, Date.UTC(2026, 0, 1))
  await usage.flush()
  const { rows } = await writeSide.pool.query('select * from desk.api_key_usage')
  expect(rows).toEqual([{ api_key_id: 7, last_used_at: '2026-01-02T00:00:00.000Z' }])
})
