import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { openTestPostgres } from '@deskhive/shared/testing/postgres.ts'
import { smallEnvironment } from '@deskhive/shared/testing/run-program.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import { expect, test } from 'vitest'

test('a database that does not answer is waited for in one line, which says where and who named it', async () => {
  const { child, lines } = start('postgres://u:hunter2@127.0.0.1:1/desk')
  await until(async () => expect(lines()).toHaveLength(1))
  child.kill()
  await once(child, 'exit')

  expect(lines()[0]).toContain('waiting for the database at 127.0.0.1:1 (DATABASE_URL)')
  expect(lines().join()).not.toContain('hunter2')
})

test('a database that lets nobody in is told in one line without a trace', async () => {
  await using postgres = await openTestPostgres()
  const url = new URL(postgres.url)
  url.password = 'hunter2'
  const { child, lines } = start(url.href)
  const [code] = await once(child, 'exit')

  expect(code).toBe(1)
  expect(lines()).toHaveLength(1)
  expect(lines()[0]).toContain(`The database at ${url.host} (DATABASE_URL) cannot be used: `)
  expect(lines()[0]).toContain('password authentication failed')
  expect(lines().join()).not.toContain('hunter2')
})

function start(databaseUrl: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...smallEnvironment(), DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
  }
  return { child, lines: () => text.split('\n').filter((line) => line !== '') }
}
