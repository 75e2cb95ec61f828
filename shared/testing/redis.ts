import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { holdPortBlock } from '../../infra/local/port-block.ts'

/** A Redis of a test's own: nothing is written to disk but in a folder that goes with it. */
export type TestRedis = AsyncDisposable & {
  readonly url: string
  /** Ends it at once, as a crash would; what it held is gone. */
  readonly kill: () => Promise<void>
  /** Starts it again at the same address. */
  readonly start: () => Promise<void>
}

/** Tests that need Redis name this condition; without the program they say so and do not run. */
export const hasRedisServer = findRedisServer()

export async function startRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhive-redis-'))
  const block = await holdPortBlock(1)
  const [port = 0] = block.ports
  let server: ChildProcess | null = await spawnRedis(port, folder)

  const kill = async () => {
    if (server === null) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    server = null
    await ended
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start: async () => {
      server ??= await spawnRedis(port, folder)
    },
    [Symbol.asyncDispose]: async () => {
      await kill()
      await block[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Empties the database that the URL names, number 0 unless it ends in another. */
export async function flushRedis(url: string): Promise<void> {
  const client = new Redis(url)
  await client.flushdb()
  client.disconnect()
}

/** All that is in the database that the URL names, as text: whatever kind of key it is, and its name. */
export async function dumpRedis(url: string): Promise<string[]> {
  const client = new Redis(url, { retryStrategy: () => null })
  client.on('error', () => undefined) // told by the commands
  try {
    const keys = await client.keys('*')
    return await Promise.all(
      keys.map(async (key) => `${key} ${JSON.stringify(await readKey(client, key))}`),
    )
  } finally {
    client.disconnect()
  }
}

async function readKey(client: Redis, key: string): Promise<unknown> {
  switch (await client.type(key)) {
    case 'string':
      return client.get(key)
    case 'hash':
      return client.hgetall(key)
    case 'list':
      return client.lrange(key, 0, -1)
    case 'set':
      return client.smembers(key)
    case 'zset':
      return client.zrange(key, '0', '-1')
    case 'stream':
      return client.xrange(key, '-', '+')
    default:
      return null // it was there a moment ago
  }
}

function findRedisServer(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn('redis-server is not on the PATH: what concerns Redis is not tested here')
    return false
  }
}

async function spawnRedis(port: number, folder: string): Promise<ChildProcess> {
  const address = ['--port', `${port}`, '--bind', '127.0.0.1']
  // The tests of a file have a database each: who asks for one that there is not stays in the first.
  const options = [...address, '--dir', folder, '--save', '', '--databases', '64']
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)))
    server.stdout.on('data', (lines: Buffer) => {
      if (lines.includes('Ready to accept connections')) resolve()
    })
  })
  return server
}
