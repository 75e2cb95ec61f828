import { EnvironmentError } from '@deskhive/shared/config/read-environment.ts'
import { abortOnSignals } from '@deskhive/shared/observability/shutdown.ts'
import { type Options, readOptions, usage, WrongCall } from './options.ts'
import { showProgress } from './show-progress.ts'
import { tell } from './tell.ts'
import { verify } from './verify.ts'

const EXIT = { whole: 0, broken: 1, wrongCall: 2, unreadable: 3 } as const

process.exitCode = await run()

async function run(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2), process.env)
    if (!options.help) return await verifyAndTell(options)
    process.stdout.write(`${usage}\n`)
    return EXIT.whole
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    const isTheirs = error instanceof WrongCall || error instanceof EnvironmentError
    return isTheirs ? EXIT.wrongCall : EXIT.unreadable
  }
}

async function verifyAndTell(options: Options): Promise<number> {
  const isShown = process.stderr.isTTY && !options.quiet
  using progress = showProgress(isShown ? process.stderr : null)
  const found = await verify(options, {
    signal: abortOnSignals(process),
    onProgress: progress.update,
  })
  progress.clear()
  if (options.json) process.stdout.write(`${JSON.stringify(found)}\n`)
  else if (!found.valid || !options.quiet) process.stdout.write(`${tell(found)}\n`)
  return found.valid ? EXIT.whole : EXIT.broken
}
