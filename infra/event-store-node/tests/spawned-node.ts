import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import ownProcess, { execPath } from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

export type SpawnedNode = AsyncDisposable & {
  readonly pid: number
  readonly port: number
  /** Connection string for the official client. */
  readonly url: string
  /** What it logged on the way to listening, oldest first. */
  readonly lines: readonly Record<string, unknown>[]
  /** Ends it and waits for it; the exit code, null after a signal that it could not handle. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
  residentBytes(): Promise<number>
}

/** Runs `main.ts` as its own process; ready when it returns. */
export async function spawnNode(options: {
  dir: string
  port?: number
  /** Spares many short lives the compilation. */
  compileCache?: string
  /** No file of its own gets larger, in portions of 512 bytes; `prlimit` lifts it. */
  fileLimit?: number
}): Promise<SpawnedNode> {
  const limit = `ulimit -S -f ${options.fileLimit ?? 'unlimited'}`
  const child = spawn('sh', ['-c', `${limit}; exec "$0" "$1"`, execPath, MAIN], {
    env: {
      EVENT_STORE_DIR: options.dir,
      EVENT_STORE_PORT: String(options.port ?? 0),
      NODE_COMPILE_CACHE: options.compileCache ?? '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // A test that is ended by its time limit does not dispose of what it has.
  const kill = () => child.kill('SIGKILL')
  ownProcess.once('exit', kill)
  child.once('exit', () => ownProcess.off('exit', kill))
  const { lines, port } = await untilListening(child)

  const stop = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit')
      child.kill(signal)
      await exited
    }
    return child.exitCode
  }
  return {
    pid: child.pid ?? 0,
    port,
    url: `esdb://127.0.0.1:${port}?tls=false`,
    lines,
    stop,
    residentBytes: () => residentBytesOf(child.pid ?? 0),
    [Symbol.asyncDispose]: async () => void (await stop('SIGTERM')),
  }
}

async function untilListening(child: ChildProcess) {
  if (child.stdout === null) throw new Error('The process has no output')
  const lines: Record<string, unknown>[] = []
  for await (const line of createInterface(child.stdout)) {
    const entry: unknown = JSON.parse(line)
    if (typeof entry !== 'object' || entry === null) continue
    const fields: Record<string, unknown> = { ...entry }
    lines.push(fields)
    if (fields['msg'] !== 'event store listening') continue
    child.stdout.resume()
    return { lines, port: Number(fields['port']) }
  }
  throw new Error(`The event store did not start: ${JSON.stringify(lines)}`)
}

async function residentBytesOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024
}
