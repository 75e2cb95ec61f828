import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen } from '@deskhive/shared/testing/listen.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'
import { isAlive } from '@deskhive/shared/testing/supervisor-process.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// The supervisor with the parts that need nothing of ours: what it promises, it promises for any part.
const only = 'postgres,redis'

describe('a start on an empty folder', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack({ only })
  })
  afterAll(() => stack?.[Symbol.asyncDispose]())

  test('brings up the parts, tells their addresses and makes a first key', async () => {
    expect(await ask(stack.databaseUrl, 'show server_version')).toMatch(/^18\./)
    expect(stack.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(stack.apiKey).toMatch(/^dh_int_[0-9a-f]{56}$/)
    expect(pidFile(stack.dataDir, 'postgres')).toBe(stack.pidOf('postgres'))
  })

  test.each([
    'bootstrap-api-key',
    'postgres-password',
    'redis-password',
    'audit-signing-key',
    'secrets-key',
    'run/addresses.json',
  ])('leaves secrets to their owner alone: %s', (name) => {
    expect(statSync(join(stack.dataDir, name)).mode & 0o777).toBe(0o600)
  })

  test('lets nobody else lock the folder, for which reading the file would do', () => {
    expect(statSync(join(stack.dataDir, 'run/lock.sqlite')).mode & 0o777).toBe(0o600)
  })

  test('listens on 127.0.0.1 alone, and not without the password', async () => {
    expect(await ask(stack.databaseUrl, 'show listen_addresses')).toBe('127.0.0.1')
    const other = new URL(stack.databaseUrl)
    other.password = 'wrong'
    await expect(ask(other.href, 'select 1')).rejects.toThrow(/password/)
  })

  test('refuses a second one beside it and names the first', async () => {
    await expect(startStack({ only, dataDir: stack.dataDir })).rejects.toThrow(
      `in use by another DeskHive (process ${stack.pidOf('supervisor')})`,
    )
    expect(await ask(stack.databaseUrl, 'select 1')).toBe(1)
  })

  test('is outlived by what is stored when a part dies, which comes back on the same port', async () => {
    const before = { pid: stack.pidOf('postgres'), url: stack.databaseUrl }
    await ask(before.url, 'create table kept as select 7 as n')

    await stack.kill('postgres')
    await stack.waitReady()

    expect(stack.pidOf('postgres')).not.toBe(before.pid)
    expect(stack.databaseUrl).toBe(before.url)
    expect(await ask(before.url, 'select n from kept')).toBe(7)
  })

  test('stops in order at Ctrl-C, though npm passes on what the terminal has already sent', async () => {
    const [supervisor, postgres] = [stack.pidOf('supervisor') ?? 0, stack.pidOf('postgres') ?? 0]
    process.kill(postgres, 'SIGSTOP') // so that the stop takes longer than the second signal
    process.kill(supervisor, 'SIGINT')
    await until(() => expect(stack.logs()).toContain('| stopping'))

    const ended = stack.kill('supervisor', 'SIGINT')
    process.kill(postgres, 'SIGCONT')
    await ended

    expect(stack.logs()).toContain('database system is shut down')
    expect(existsSync(join(stack.dataDir, 'run', 'postgres.pid'))).toBe(false)
    await stack.restart()
  })

  test('ends every process within 10 s of a stop and takes the pid files away', async () => {
    const pids = [stack.pidOf('postgres'), stack.pidOf('supervisor')]
    const startedAt = performance.now()

    await stack.stop()

    expect(performance.now() - startedAt).toBeLessThan(10_000)
    expect(pids.map(isRunning)).toEqual([false, false])
    const pidFiles = ['postgres.pid', 'redis.pid', 'supervisor.pid']
    expect(pidFiles.filter((name) => existsSync(join(stack.dataDir, 'run', name)))).toEqual([])
  })

  test('is gone on with by a second one, which keeps quiet about the key', async () => {
    const { databaseUrl, apiKey } = stack

    await stack.restart()

    expect([stack.databaseUrl, stack.apiKey]).toEqual([databaseUrl, apiKey])
    expect(await ask(databaseUrl, 'select n from kept')).toBe(7)
    expect(stack.logs().split(apiKey)).toHaveLength(2)
  })

  test('leaves nothing running beside the next one when only its supervisor is killed', async () => {
    const orphan = stack.pidOf('postgres')
    await stack.kill('supervisor')
    expect(isRunning(orphan)).toBe(true)

    await stack.restart()

    expect(isRunning(orphan)).toBe(false)
    expect(await ask(stack.databaseUrl, 'select n from kept')).toBe(7)
  })

  test('is gone on with after everything was killed', async () => {
    const postgres = stack.pidOf('postgres')
    await stack.kill('supervisor')
    if (postgres !== null) process.kill(postgres, 'SIGKILL')

    await stack.restart()

    expect(await ask(stack.databaseUrl, 'select n from kept')).toBe(7)
  })
})

test('without a redis-server on the PATH there is no Redis and no address of one', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'deskhive-path-'))
  await using cleanUp = new AsyncDisposableStack()
  cleanUp.defer(() => rm(empty, { recursive: true }))
  await using stack = await startStack({ only, env: { PATH: empty } })

  expect(stack.redisUrl).toBeUndefined()
  expect(await ask(stack.databaseUrl, 'select 1')).toBe(1)
})

test('a folder that is closed to other accounts holds a database all the same', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'deskhive-closed-'))
  await using cleanUp = new AsyncDisposableStack()
  cleanUp.defer(() => rm(closed, { recursive: true }))
  await using stack = await startStack({ only: 'postgres', dataDir: join(closed, 'data') })

  expect(statSync(closed).mode & 0o777).toBe(0o700)
  expect(await ask(stack.databaseUrl, 'select 1')).toBe(1)
})

test('an address given by the user is used instead of a part of our own', () => {
  const env = { DATABASE_URL: 'postgres://127.0.0.1:1/desk', REDIS_URL: 'redis://127.0.0.1:1' }

  expect(run(['--only', only], env)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('There is nothing to start'),
  })
})

test('a bad environment is refused in one message that names all of it', () => {
  const { status, stdout } = run(['--only', 'postgres'], { PORT: 'x', DATABASE_URL: 'mysql://' })

  expect(status).toBe(1)
  expect(stdout).toContain('PORT is "x"; expected')
  expect(stdout).toContain('DATABASE_URL is not usable; expected')
})

test('what the README names is refused before anything starts, also what only a service reads', () => {
  const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8')
  const rows =
    readme
      .split('## Environment')[1]
      ?.split('\n## ')[0]
      ?.match(/^\| `.*$/gm) ?? []
  const names = rows.flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`(\w+)`/g)])
  const takeAnyText = ['DATA_DIR', 'AUDIT_ROOTS_TO', 'DESKHIVE_API_KEY']
  const checked = names.map(([, name = '']) => name).filter((name) => !takeAnyText.includes(name))

  const { status, stdout } = run([], Object.fromEntries(checked.map((name) => [name, '!:!'])))

  expect(status).toBe(1)
  expect(stdout.match(/\w+(?= is .*; expected)/g)?.toSorted()).toEqual(checked.toSorted())
})

test('a folder that cannot be had is named with the reason, in one line', () => {
  const { status, stdout } = run([], { DATA_DIR: import.meta.filename })

  expect(status).toBe(1)
  expect(stdout.trim()).toMatch(/^deskhive +\| DATA_DIR \S+main\.test\.ts cannot be used: ENOTDIR/)
  expect(stdout.trim().split('\n')).toHaveLength(1)
})

test('a port that is taken is told from an address that nobody can listen on', async () => {
  const server = createServer()
  const port = String(await listen(server))
  expect(run([], { PORT: port }).stdout).toContain(`Port ${port} on 127.0.0.1 is taken by another`)
  server.close()
  // Set aside for documentation, so no machine's own.
  const { status, stdout } = run([], { HOST: '192.0.2.1', PORT: port })
  expect(status).toBe(1)
  expect(stdout).toContain(`HOST 192.0.2.1 with PORT ${port} cannot be listened on`)
  expect(stdout).toContain('EADDRNOTAVAIL')
})

test('an option or a part that does not exist is refused', () => {
  expect(run(['--only', 'mongo'], {})).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('knows no mongo'),
  })
  expect(run(['--fast'], {})).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('--only'),
  })
})

async function ask(url: string, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<unknown[]>({ text: query, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

function run(args: string[], env: Record<string, string>) {
  const main = join(import.meta.dirname, 'main.ts')
  const folder = mkdtempSync(join(tmpdir(), 'deskhive-'))
  const result = spawnSync(process.execPath, [main, ...args], {
    env: { DATA_DIR: folder, ...env },
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  return result
}

function pidFile(dataDir: string, name: string): number {
  return Number(readFileSync(join(dataDir, 'run', `${name}.pid`), 'utf8'))
}

function isRunning(pid: number | null): boolean {
  return pid !== null && isAlive(pid)
}
