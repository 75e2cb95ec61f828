import { commonOptions, readArguments, WrongUse } from '#commands/command.ts'

export const usage = `npm run rebuild [-- options]

Makes the read models anew from the log, beside those that serve, while the desk goes on; compares the two;
and changes over in one transaction. Those from before are kept, as the way back.

  --repair     change over also where rows differ: those of the log are right
  --back       change over to the read models that served before, after they have caught up
  --drop-old   drop those that are kept, unless another run goes back to them
  --verify     change nothing: hold every row against rows made from the log, and list what differs
  --json       the outcome as one JSON object on stdout
  --quiet      no progress, no words: the exit code tells
  --help       show this

The desk is the one in DATA_DIR (./.data), or that of DATABASE_URL and EVENTSTORE_URL. Killed, it goes on
from there at its next run. While nothing gets on it says on stderr what it waits for; a store that does
not answer for a minute ends it.

Exit codes: 0 done, 1 failed, 2 wrong use, 3 rows differ and nothing was changed, 4 somebody else is at it,
5 nothing is kept that this version of the program could go back to.`

export const rebuildExitCode = { different: 3, busy: 4, nothingKept: 5 } as const

type RebuildAction = 'rebuild' | 'repair' | 'back' | 'drop-old' | 'verify'

export type RebuildArguments = {
  readonly action: RebuildAction
  readonly json: boolean
  readonly quiet: boolean
}

const actions = ['repair', 'back', 'drop-old', 'verify'] as const

export function readRebuildArguments(args: readonly string[]): RebuildArguments {
  const { values, positionals } = readArguments(args, {
    ...commonOptions,
    repair: { type: 'boolean', default: false },
    back: { type: 'boolean', default: false },
    'drop-old': { type: 'boolean', default: false },
    verify: { type: 'boolean', default: false },
  })
  const chosen = actions.filter((action) => values[action])
  const [action = 'rebuild'] = chosen
  if (chosen.length > 1) throw new WrongUse(`--${chosen.join(' and --')} exclude each other.`)
  if (positionals.length > 0) throw new WrongUse(`It takes no ${positionals.join(' ')}.`)
  return { action, json: values.json, quiet: values.quiet }
}
