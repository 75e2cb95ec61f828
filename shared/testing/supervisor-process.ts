import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { processIdentity } from '../../infra/local/process-identity.ts'
import { smallEnvironment } from './run-program.ts'
import type { StackOptions } from './stack.ts'

export type KilledName =
  | 'api'
  | 'projector'
  | 'notifier'
  | 'event-store'
  | 'postgres'
  | 'redis'
  | 'migrations'
  | 'supervisor'

const infraLocal = join(import.meta.dirname, '..', '..', 'infra', 'local')

/** The product promises 20 s; a loaded test machine may take longer without that being the test's subject. */
const READY_LIMIT_MS = 60_000
/** Promised for a stop. */
const STOP_LIMIT_MS = 10_000
const LOOK_AGAIN_MS = 50

const status = z.object({
  url: z.string(),
  parts: z.record(z.string(), z.object({ state: z.string(), pid: z.number().nullable() })),
})

/** The process behind `npm start`, seen through the state that it reports to whoever started it. */
export class SupervisorProcess {
  readonly #options: StackOptions & { readonly dataDir: string }
  readonly #changes = new EventEmitter()
  #child: ChildProcess | null = null
  #status: z.output<typeof status> = { url: '', parts: {} }
  #output = ''
  #isClosed = false

  constructor(options: StackOptions & { readonly dataDir: string }) {
    this.#options = options
  }

  /** Whether it got hold of the folder, so that what runs there is its own. */
  get hasStarted(): boolean {
    return this.#status.url !== ''
  }

  get url(): string {
    return this.#status.url
  }

  logs(): string {
    return this.#output
  }

  pidOf(name: KilledName): number | null {
    if (name === 'supervisor') return this.#child?.pid ?? null
    return this.#status.parts[name]?.pid ?? null
  }

  async start(): Promise<void> {
    if (this.#isClosed) throw new Error('This stack was disposed of')
    this.#status = { url: '', parts: {} }
    this.#launch()
    await this.waitReady()
  }

  async waitReady(): Promise<void> {
    const limit = AbortSignal.timeout(READY_LIMIT_MS)
    while (!(await this.#isReady())) {
      if (this.#child === null) throw new Error(`The supervisor has ended\n${this.#output}`)
      if (limit.aborted) throw new Error(`Not ready within ${READY_LIMIT_MS} ms\n${this.#output}`)
      await pause(LOOK_AGAIN_MS)
    }
  }

  async kill(name: KilledName, signal: NodeJS.Signals): Promise<void> {
    const pid = this.pidOf(name)
    if (pid === null) throw new Error(`${name} is not running`)
    process.kill(pid, signal)
    while (this.pidOf(name) === pid) await once(this.#changes, 'change')
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (child === null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS + 1000)
    await ended
    clearTimeout(timer)
  }

  /** Stops it for good: a test that ran out of time goes on behind the runner's back. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.stop()
  }

  #launch(): void {
    const { env, dataDir, only } = this.#options
    const lifeLine = join(infraLocal, 'life-line.ts')
    const args = ['--import', lifeLine, join(infraLocal, 'main.ts')]
    const child = spawn(process.execPath, only ? [...args, '--only', only] : args, {
      env: { ...smallEnvironment(), PORT: '0', ...env, DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => void (this.#output += text))
    }
    child.on('message', (message) => {
      this.#status = status.parse(message)
      this.#changes.emit('change')
    })
    child.once('exit', () => {
      this.#child = null
      this.#status = { url: this.#status.url, parts: {} }
      this.#changes.emit('change')
    })
  }

  async #isReady(): Promise<boolean> {
    const parts = Object.values(this.#status.parts)
    if (parts.length === 0 || parts.some((part) => part.state !== 'ready')) return false
    if (!('api' in this.#status.parts)) return true
    const health = `${this.#status.url}/api/v1/health/ready`
    const answer = await fetch(health, { signal: AbortSignal.timeout(5000) }).catch(() => null)
    await answer?.body?.cancel()
    return answer?.ok === true
  }
}

/** For a supervisor that was killed: its own services end by themselves, the stores do not. */
export async function endLeftProcesses(dataDir: string): Promise<void> {
  const run = join(dataDir, 'run')
  const names = await readdir(run).catch(() => [])
  for (const name of names.filter((file) => file.endsWith('.pid') && !file.startsWith('superv'))) {
    const pid = Number(await readFile(join(run, name), 'utf8').catch(() => ''))
    while (pid > 1 && isAlive(pid)) {
      process.kill(pid, 'SIGKILL')
      await pause(LOOK_AGAIN_MS)
    }
  }
}

/** One that has ended counts as gone, also where nobody collects the dead (a container without init). */
export function isAlive(pid: number): boolean {
  return processIdentity(pid) !== null
}
