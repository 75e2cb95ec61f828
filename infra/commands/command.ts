import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { EnvironmentError } from '@deskhive/shared/config/read-environment.ts'
import { messageOf } from '@deskhive/shared/kernel/message-of.ts'
import { explain } from '#commands/explain.ts'

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

/** @throws WrongUse where a file that the caller has named cannot be written */
export function orCannotWrite<Result>(path: string, write: () => Result): Result {
  try {
    return write()
  } catch (error) {
    throw new WrongUse(`${path} cannot be written: ${messageOf(error)}`)
  }
}

/** Where a command writes to. */
export type Out = { write(text: string): unknown }

type Stream = Out & { on(event: 'error', listener: (error: Error) => void): unknown }

/** What is needed of `process`, so that only `main.ts` has to know it. */
type CommandProcess = {
  readonly argv: readonly string[]
  readonly stdout: Stream
  readonly stderr: Stream
  exitCode?: NodeJS.Process['exitCode']
}

/**
 * Runs a command with its arguments and makes what it returns, or what it throws, the exit code of the process. Where
 * `--help` is among them it only shows the usage.
 */
export async function runCommand(
  program: CommandProcess,
  usage: string,
  command: (args: readonly string[]) => Promise<number>,
): Promise<void> {
  for (const stream of [program.stdout, program.stderr]) stream.on('error', unlessReaderIsGone)
  const args = program.argv.slice(2)
  if (args.includes('--help')) return void program.stdout.write(`${usage}\n`)
  try {
    program.exitCode = await command(args)
  } catch (error) {
    const isWrongUse = error instanceof WrongUse || error instanceof EnvironmentError
    program.exitCode = isWrongUse ? exitCode.wrongUse : exitCode.failed
    const sentence = isWrongUse ? error.message : explain(error)
    program.stderr.write(`${sentence ?? stackOf(error)}\n`)
  }
}

/** Who has read enough, as `head` does, neither ends what is under way nor changes what it ends with. */
function unlessReaderIsGone(error: Error): void {
  if (!('code' in error && error.code === 'EPIPE')) throw error
}

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : String(error))

/** What a command found out, for a person in words or for a program as one JSON object. */
export type Teller = (outcome: {
  readonly words: readonly string[]
  readonly json: { readonly [name: string]: unknown }
}) => void

export function createTeller(
  out: Out,
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
): Teller {
  return (outcome) => {
    if (json) out.write(`${JSON.stringify(outcome.json)}\n`)
    else if (!quiet) for (const line of outcome.words) out.write(`${line}\n`)
  }
}
