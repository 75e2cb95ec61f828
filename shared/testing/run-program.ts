import { execFile } from 'node:child_process'

export type Ended = { readonly code: number; readonly out: string; readonly error: string }

/** A program of ours as a process of its own. */
export function runProgram(
  path: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv,
): Promise<Ended> {
  const env = { ...smallEnvironment(), ...variables }
  return new Promise((resolve) => {
    execFile(process.execPath, [path, ...args], { env }, (failure, out, error) => {
      resolve({ code: failure === null ? 0 : Number(failure.code), out, error })
    })
  })
}

/** For a program that a test starts: nothing else gets in, and what others compiled is not compiled again. */
export function smallEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG, DESKHIVE_COMPILED } = process.env
  return { PATH, HOME, TMPDIR, LANG, NODE_COMPILE_CACHE: DESKHIVE_COMPILED }
}
