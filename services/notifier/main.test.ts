import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { openTestPostgres } from '@deskhive/shared/testing/postgres.ts'
import { smallEnvironment } from '@deskhive/shared/testing/run-program.ts'
import { describe, expect, it, vi } from 'vitest'

const program = fileURLToPath(new URL('./main.ts', import.meta.url))
const nobody = 'esdb://127.0.0.1:1?tls=false'

describe('node services/notifier/main.ts', () => {
  it('names every variable that is missing or wrong, without its value, and does not start', async () => {
    const { child, output } = start({ DATABASE_URL: 'mysql://secret@host', SMTP_URL: 'http://x' })
    const [code] = await once(child, 'exit')

    expect(code).not.toBe(0)
    for (const name of ['DATABASE_URL', 'EVENTSTORE_URL', 'SMTP_URL']) {
      expect(output()).toContain(name)
    }
    expect(output()).not.toContain('secret')
    expect(output()).toMatch(/^The environment cannot be used:\n( {2}.+\n)+$/)
  })

  it('without an event store it lives, is not ready, shows its metrics, and ends when asked', async () => {
    await using server = await openTestPostgres()
    const { child, output } = start({ DATABASE_URL: server.url, EVENTSTORE_URL: nobody })
    const port = await vi.waitFor(() => portIn(output()), { timeout: 20_000, interval: 50 })
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)

    expect((await get('/health/live')).status).toBe(200)
    const ready = await get('/health/ready')
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ ready: false, event_store: false, database: true })
    const metrics = await (await get('/metrics')).text()
    for (const name of [
      'queue_depth',
      'pending_deliveries',
      'oldest_pending_seconds',
      'failed_deliveries',
    ]) {
      expect(metrics).toContain(`deskhive_notifier_${name}{channel="email"`)
    }

    const askedAt = performance.now()
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
    expect(performance.now() - askedAt).toBeLessThan(10_000)
  })
})

function start(environment: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['--no-warnings', program], {
    env: { ...smallEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
  }
  return { child, output: () => text }
}

function portIn(output: string): string {
  const port = /"port":(\d+)/.exec(output)?.[1]
  if (port === undefined) throw new Error(`It says nothing of a port: ${output}`)
  return port
}
