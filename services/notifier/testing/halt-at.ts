import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import type { ChannelRun } from './run-channel.ts'

/** Runs a channel in a process of its own. @returns when it stands at the named point; call the result to kill it */
export async function haltAt(run: ChannelRun): Promise<() => Promise<void>> {
  const program = fileURLToPath(new URL('./run-channel.ts', import.meta.url))
  const child = spawn(execPath, ['--no-warnings', program, JSON.stringify(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const arrived = new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', () => reject(new Error(`It never came to ${run.haltAt}`)))
  })
  await arrived
  return async () => {
    child.kill('SIGKILL')
    await ended
  }
}
