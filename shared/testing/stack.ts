import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { endLeftProcesses, type KilledName, SupervisorProcess } from './supervisor-process.ts'

// A whole DeskHive for a test: what `npm start` starts, on a folder and ports of its own.
//
//   await using stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '100000' } })
//   await fetch(`${stack.url}/api/v1/internal/tickets`, { headers: { 'x-api-key': stack.apiKey } })
//   await stack.kill('projector')   // SIGKILL; it comes back by itself
//   await stack.waitReady()

export type StackOptions = {
  /** Added to a small environment (PATH, HOME, TMPDIR, LANG, where compiled code is kept): nothing else gets in. */
  readonly env?: Readonly<Record<string, string>>
  /** Goes on where an earlier stack on that folder stopped, and leaves it there. Else a new temporary one. */
  readonly dataDir?: string
  /** Parts to start, separated by commas (see `npm start -- --help`); all unless given. */
  readonly only?: string
}

export type Stack = AsyncDisposable & {
  /** Of the API, without `/api/v1`. */
  readonly url: string
  /** The first internal key, which may do everything. */
  readonly apiKey: string
  readonly databaseUrl: string
  readonly eventStoreUrl: string
  /** Absent where no `redis-server` is installed. */
  readonly redisUrl: string | undefined
  readonly dataDir: string
  /** `null` while it is not running. */
  pidOf(name: KilledName): number | null
  /** @param signal SIGKILL unless given. Resolves when that very process has ended. */
  kill(name: KilledName, signal?: NodeJS.Signals): Promise<void>
  /** Everything that was printed so far, by all starts of this stack. */
  logs(): string
  /** Resolves when every part runs and the API says that it is ready. */
  waitReady(): Promise<void>
  /** Asks all of it to stop, as Ctrl-C does. Resolves when the supervisor has ended. */
  stop(): Promise<void>
  /** Stops it (unless it is stopped or was killed), starts it again on the same folder, waits until it is ready. */
  restart(): Promise<void>
}

/** @throws with everything that was printed, when it does not become ready */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const dataDir = options.dataDir ?? (await makeTemporaryFolder())
  const supervisor = new SupervisorProcess({ ...options, dataDir })
  const dispose = async () => {
    await supervisor.close()
    if (supervisor.hasStarted) await endLeftProcesses(dataDir)
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await supervisor.start()
  } catch (error) {
    await dispose()
    throw error
  }

  return {
    get url() {
      return supervisor.url
    },
    get apiKey() {
      return options.env?.BOOTSTRAP_API_KEY ?? readKey(dataDir)
    },
    get databaseUrl() {
      return readAddresses(dataDir).DATABASE_URL
    },
    get eventStoreUrl() {
      return readAddresses(dataDir).EVENTSTORE_URL
    },
    get redisUrl() {
      return readAddresses(dataDir).REDIS_URL
    },
    dataDir,
    pidOf: (name) => supervisor.pidOf(name),
    kill: (name, signal = 'SIGKILL') => supervisor.kill(name, signal),
    logs: () => supervisor.logs(),
    waitReady: () => supervisor.waitReady(),
    stop: () => supervisor.stop(),
    restart: async () => {
      await supervisor.stop()
      await supervisor.start()
    },
    [Symbol.asyncDispose]: dispose,
  }
}

const addresses = z.object({
  DATABASE_URL: z.string(),
  EVENTSTORE_URL: z.string(),
  REDIS_URL: z.string().optional(),
})

function readAddresses(dataDir: string): z.output<typeof addresses> {
  return addresses.parse(JSON.parse(readFileSync(join(dataDir, 'run', 'addresses.json'), 'utf8')))
}

function readKey(dataDir: string): string {
  const path = join(dataDir, 'bootstrap-api-key')
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
}

async function makeTemporaryFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'deskhive-'))
  await chmod(path, 0o711) // PostgreSQL runs as another account where the tests run as root
  return path
}
