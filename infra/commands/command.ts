import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { EnvironmentError } from '@deskhive/shared/config/read-environment.ts'

/** The codes that every command ends with; further ones are its own and told by its `--help`. */
export const exitCode = { done: 0, failed: 1, wrongUse: 2 } as const

/** The caller's mistake: told in one sentence, without a stack. */
export class WrongUse extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WrongUse'
  }
}

/** What every command takes beside its own. */
export const commonOptions = {
  json: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const satisfies ParseArgsOptionsConfig

/** @throws WrongUse for an option that does not exist */
export function readArguments<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new WrongUse(`${messageOf(error)}\nWith --help it tells what it takes.`)
  }
}

/** What is needed of `process`, so that only `main.ts` has to know it. */
export type CommandProcess = {
  exitCode?: NodeJS.Process['exitCode']
  readonly stderr: { write(text: string): unknown }
}

/** Runs a command and makes what it returns, or what it throws, the exit code of the process. */
export async function runCommand(
  program: CommandProcess,
  command: () => Promise<number>,
): Promise<void> {
  try {
    program.exitCode = await command()
  } catch (error) {
    const isExpected = error instanceof WrongUse || error instanceof EnvironmentError
    program.exitCode = isExpected ? exitCode.wrongUse : exitCode.failed
    program.stderr.write(`${isExpected ? error.message : stackOf(error)}\n`)
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
const stackOf = (error: unknown) => (error instanceof Error ? error.stack : String(error))

/** What a command found out, for a person in words or for a program as one JSON object. */
export type Teller = (outcome: {
  readonly words: readonly string[]
  readonly json: { readonly [name: string]: unknown }
}) => void

export function createTeller(
  out: { write(text: string): unknown },
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
): Teller {
  return (outcome) => {
    if (json) out.write(`${JSON.stringify(outcome.json)}\n`)
    else if (!quiet) for (const line of outcome.words) out.write(`${line}\n`)
  }
}
