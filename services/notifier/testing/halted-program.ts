import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

/**
 * Starts a program of this folder that stands still at a named point and says so.
 * @returns when it stands there; call the result to kill it
 */
export async function haltedProgram(
  program: './run-channel.ts' | './run-webhooks.ts',
  options: { readonly haltAt: string },
): Promise<() => Promise<void>> {
  const path = fileURLToPath(new URL(program, import.meta.url))
  const child = spawn(execPath, ['--no-warnings', path, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
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
