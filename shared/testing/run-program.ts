import { execFile, spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'

export type Ended = { readonly code: number; readonly out: string; readonly error: string }

/** Who may not do what its file permissions do not say: root may do everything, so root's tests run it as nobody. */
export const withoutRights = () =>
  process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : { uid: undefined, gid: undefined }

/** Not so where the repository or the folder for temporary files lies in one of root's own. */
export function canRunWithoutRights(): boolean {
  const look = `process.argv.slice(1).forEach((path) => require('node:fs').accessSync(path))`
  const args = ['--eval', look, import.meta.filename, tmpdir()]
  return spawnSync(process.execPath, args, { ...withoutRights(), stdio: 'ignore' }).status === 0
}

/** A program of ours as a process of its own. */
export function runProgram(
  path: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv,
  user: { readonly uid?: number | undefined; readonly gid?: number | undefined } = {},
): Promise<Ended> {
  const env = { ...smallEnvironment(), ...variables }
  return new Promise((resolve) => {
    execFile(process.execPath, [path, ...args], { env, ...user }, (failure, out, error) => {
      resolve({ code: failure === null ? 0 : Number(failure.code), out, error })
    })
  })
}

/** For a program that a test starts: nothing else gets in, and what others compiled is not compiled again. */
export function smallEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG, DESKHIVE_COMPILED } = process.env
  return { PATH, HOME, TMPDIR, LANG, NODE_COMPILE_CACHE: DESKHIVE_COMPILED }
}
