import { execFile } from 'node:child_process'
import { join } from 'node:path'

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string }

const main = join(import.meta.dirname, '..', '..', '..', 'infra', 'commands', 'import', 'main.ts')

/** `npm run import -- …`, as its own process. */
export function runImport(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const { PATH, HOME, TMPDIR } = process.env
  return new Promise((resolve) => {
    const options = { env: { PATH, HOME, TMPDIR, ...env } }
    execFile(process.execPath, [main, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })
}
