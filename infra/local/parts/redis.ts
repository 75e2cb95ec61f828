import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type DataFolder, keptSecret, writePrivately } from '#local/data-folder.ts'
import type { Command, Part } from '#local/part.ts'
import { answersPing } from '#local/probes.ts'

const run = promisify(execFile)

/** The oldest that the queue is tested with. */
const OLDEST_VERSION = 7

export type RedisInput = {
  readonly folder: DataFolder
  readonly port: number
  readonly searchPath: string
}

/** @returns whether a `redis-server` that is new enough can be started from the PATH */
export async function isRedisInstalled(searchPath: string): Promise<boolean> {
  try {
    const { stdout } = await run('redis-server', ['--version'], { env: { PATH: searchPath } })
    return Number(/v=(\d+)\./.exec(stdout)?.[1] ?? 0) >= OLDEST_VERSION
  } catch {
    return false
  }
}

export async function installedRedis(input: RedisInput): Promise<{ part: Part; url: string }> {
  const { value: password } = await keptSecret(input.folder, 'redis-password')
  const part: Part = {
    name: 'redis',
    after: [],
    stopSignal: 'SIGTERM',
    stopWithinMs: 2500,
    sources: [],
    prepare: () => prepare(input, password),
    isReady: (signal) => answersPing(input.port, password, signal),
  }
  return { part, url: `redis://:${password}@127.0.0.1:${input.port}` }
}

// In a file, because what stands on a command line can be read by every user of the machine.
async function prepare(input: RedisInput, password: string): Promise<Command> {
  const { redis } = input.folder
  await mkdir(redis, { recursive: true, mode: 0o700 })
  const configPath = join(redis, 'redis.conf')
  await writePrivately(
    configPath,
    [
      'bind 127.0.0.1',
      `port ${input.port}`,
      `dir ${JSON.stringify(redis)}`,
      `requirepass ${password}`,
      'daemonize no',
      'appendonly yes',
      'appendfsync everysec',
      'save ""',
      'maxmemory-policy noeviction', // the queue's library loses jobs under any other
      'loglevel warning',
      '',
    ].join('\n'),
  )
  return { program: 'redis-server', args: [configPath], environment: { PATH: input.searchPath } }
}
