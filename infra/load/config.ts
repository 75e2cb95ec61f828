import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import { orCannotWrite, readArguments, WrongUse } from '../commands/command.ts'
import type { Stage } from './stage.ts'

export const usageOf = (stages: readonly Stage[]): string => `npm run bench [-- options]

Compares creating tickets with what a team would build without events (one Fastify and pg process, an
audit trigger) on the same PostgreSQL, in alternation, and checks after every run that nothing was lost.
Ends with 1 when a run was wrong. Takes about half an hour, most of it to write the long log of
rebuild-memory; nothing else should run on the machine.

${stages.map(({ name, about }) => `  ${name.padEnd(24)} ${about}`).join('\n')}

  --stage NAME   only this stage; may be given again for further ones
  --rounds N     pairs of runs (5)
  --seconds N    length of one run (4)
  --quick        one short round, to see that it works: its figures mean little
  --transport T  what the services reach the log by: lean (the default) or official
  --json FILE    writes all figures to a file
  --help         shows this`

export type Options = {
  /** Names; all where it is empty. */
  readonly stages: readonly string[]
  readonly rounds: number
  readonly secondsPerRun: number
  /** In each round. */
  readonly openSeconds: number
  readonly samples: number
  /** Of the log that is rebuilt; ten times as many where memory is looked at. */
  readonly logEvents: number
  readonly transport: 'lean' | 'official'
  readonly json: string | undefined
}

export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = readArguments(args, {
    stage: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    transport: { type: 'string', default: 'lean' },
    json: { type: 'string' },
  })
  if (positionals.length > 0) throw new WrongUse(`It takes no ${positionals.join(' ')}.`)
  const { quick, json, transport } = values
  if (transport !== 'lean' && transport !== 'official') {
    throw new WrongUse('--transport must be lean or official')
  }
  if (json !== undefined) requireWritable(json)
  return {
    json,
    transport,
    stages: values.stage,
    rounds: wholeNumber('rounds', values.rounds, quick ? 1 : 5),
    secondsPerRun: wholeNumber('seconds', values.seconds, quick ? 1 : 4),
    openSeconds: quick ? 2 : 5,
    samples: quick ? 50 : 300,
    logEvents: quick ? 10_000 : 100_000,
  }
}

/** The figures come after half an hour. What is in the file stays until then. */
function requireWritable(path: string): void {
  const isNew = !existsSync(path)
  orCannotWrite(path, () => closeSync(openSync(path, 'a')))
  if (isNew) rmSync(path)
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  const value = Number(text ?? fallback)
  if (!Number.isInteger(value) || value < 1) throw new WrongUse(`--${name} must be 1 or more`)
  return value
}
