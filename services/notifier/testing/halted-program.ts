import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { smallEnvironment } from '@deskhive/shared/testing/run-program.ts'
import type { ChannelRun } from './run-channel.ts'

/**
 * Starts a program that stands still at a named point and says so.
 * @returns when it stands there; call the result to kill it
 */
export async function haltedProgram(
  program: URL,
  options: { readonly haltAt: string; readonly nth?: number },
): Promise<() => Promise<void>> {
  const child = spawn(
    execPath,
    ['--no-warnings', fileURLToPath(program), JSON.stringify(options)],
    {
      env: smallEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = once(child, 'exit')
  const arrived = new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', () => reject(new Error(`It never came to ${options.haltAt}`)))
  })
  await arrived
  return async () => {
    child.kill('SIGKILL')
    await ended
  }
}

/** Relay and worker of a channel, in a process of their own. */
export function haltChannelAt(run: ChannelRun): Promise<() => Promise<void>> {
  return haltedProgram(new URL('./run-channel.ts', import.meta.url), run)
}
