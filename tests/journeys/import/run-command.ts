import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { smallEnvironment } from '@deskhive/shared/testing/run-program.ts'

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string }

const main = join(import.meta.dirname, '..', '..', '..', 'infra', 'commands', 'import', 'main.ts')

type Variables = Readonly<Record<string, string>>

/** `npm run import -- …`, as its own process. */
export function runImport(args: readonly string[], env: Variables = {}): Promise<Ran> {
  return startImport(args, env).ended
}

/** The same, for who wants to kill it meanwhile. */
export function startImport(args: readonly string[], env: Variables = {}) {
  const options = { env: { ...smallEnvironment(), ...env } }
  const { promise: ended, resolve } = Promise.withResolvers<Ran>()
  const child = execFile(process.execPath, [main, ...args], options, (error, stdout, stderr) => {
    resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
  })
  return { ended, kill: () => child.kill('SIGKILL') }
}
