import { EnvironmentError } from '@deskhive/shared/config/read-environment.ts'
import { messageOf } from '@deskhive/shared/kernel/message-of.ts'
import { abortOnSignals } from '@deskhive/shared/observability/shutdown.ts'
import { createTeller, runCommand, WrongUse } from '#commands/command.ts'
import { NoLog } from '#commands/open-log.ts'
import { createProgressBar } from '#commands/progress-bar.ts'
import {
  readVerifyArguments,
  usage,
  type VerifyArguments,
  verifyExitCode,
} from '#commands/verify-log/config.ts'
import { tell } from '#commands/verify-log/tell.ts'
import { verify } from '#commands/verify-log/verify.ts'

await runCommand(process, usage, (args) => {
  return verifyOrSayWhyNot(readVerifyArguments(args, process.env))
})

/** That a log could not be read must not look like one that is broken. */
async function verifyOrSayWhyNot(options: VerifyArguments): Promise<number> {
  try {
    return await verifyAndTell(options)
  } catch (error) {
    const isWrongUse = error instanceof WrongUse && !(error instanceof NoLog)
    if (isWrongUse || error instanceof EnvironmentError) throw error
    process.stderr.write(`${messageOf(error)}\n`)
    return verifyExitCode.unreadable
  }
}

async function verifyAndTell(options: VerifyArguments): Promise<number> {
  using bar = createProgressBar({
    terminal: process.stderr,
    unit: 'events',
    isQuiet: options.quiet,
  })
  const found = await verify(options, {
    signal: abortOnSignals(process),
    onProgress: (progress) => bar.show({ what: 'verifying', ...progress }),
  })
  bar.clear()
  const { json, quiet } = options
  // What is broken is told however quiet it was asked to be.
  createTeller(process.stdout, { json, quiet: quiet && found.valid })({
    words: [tell(found)],
    json: found,
  })
  return found.valid ? verifyExitCode.whole : verifyExitCode.broken
}
