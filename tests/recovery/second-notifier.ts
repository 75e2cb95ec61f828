import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { smallEnvironment } from '@deskhive/shared/testing/run-program.ts'
import type { Campaign } from './campaign.ts'

/** A notifier beside the one that the supervisor keeps running, as in a desk that has two. */
export type SecondNotifier = AsyncDisposable & {
  readonly pid: number
  readonly logs: () => string
}

const program = fileURLToPath(new URL('../../services/notifier/main.ts', import.meta.url))
const LOOK_AGAIN_MS = 25
const STARTED_LIMIT_MS = 30_000

export async function startSecondNotifier(
  { stack, env }: Campaign,
  more: Readonly<Record<string, string>>,
): Promise<SecondNotifier> {
  const child = spawn(process.execPath, ['--no-warnings', program], {
    env: {
      ...smallEnvironment(),
      ...env,
      DATABASE_URL: stack.databaseUrl,
      EVENTSTORE_URL: stack.eventStoreUrl,
      ...(stack.redisUrl !== undefined && { REDIS_URL: stack.redisUrl }),
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => void (output += text))
  }
  const ended = once(child, 'exit')
  const end = async () => {
    child.kill('SIGKILL')
    await ended
  }
  const pid = child.pid ?? 0
  const giveUpAt = Date.now() + STARTED_LIMIT_MS
  // One that is to stop at its first message may do so before it says that it runs.
  while (!output.includes('the notifier runs') && !(await standsStill(pid))) {
    if (child.exitCode !== null || Date.now() > giveUpAt) {
      await end()
      throw new Error(`No notifier: ${output}`)
    }
    await pause(LOOK_AGAIN_MS)
  }
  return { pid, logs: () => output, [Symbol.asyncDispose]: end }
}

/** Linux only: whether a process stands still because it was told to. */
export async function standsStill(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T')
}
