import { commonOptions, readArguments, WrongUse } from '#commands/command.ts'

export const usage = `npm run parked -- list | show STREAM | retry STREAM | discard STREAM --reason TEXT

An event that could not be applied is parked, with all later ones of its stream; everything else goes on.

  list               the streams that are parked, and why
  show STREAM        each of its parked events
  retry STREAM       applies them in their order, after the reason is gone; all or none
  discard STREAM     leaves the first of them out, and applies the others; a rebuild leaves it out,
                     too, unless it can be applied by then
    --reason TEXT    why; kept in projection.projection_discarded, with who and when

  --group NAME       read-model or notifier; where none is given, list and show tell of both, and the others act
                     on read-model
  --json             the outcome as one JSON object on stdout
  --quiet            no words: the exit code tells
  --help             show this

The desk is the one in DATA_DIR (./.data), or that of DATABASE_URL and EVENTSTORE_URL. For the notifier, set
SMTP_URL as the notifier has it.

Exit codes: 0 done, 1 failed, 2 wrong use, 3 an event still cannot be applied and nothing was changed,
4 the stream is not parked.`

export const parkedExitCode = { poison: 3, notParked: 4 } as const

const groups = ['read-model', 'notifier'] as const

export type ParkedAction =
  | { readonly kind: 'list' }
  | { readonly kind: 'show' | 'retry'; readonly stream: string }
  | { readonly kind: 'discard'; readonly stream: string; readonly reason: string }

export function readParkedArguments(args: readonly string[]) {
  const { values, positionals } = readArguments(args, {
    ...commonOptions,
    group: { type: 'string' },
    reason: { type: 'string' },
  })
  const { json, quiet } = values
  const group = groups.find((name) => name === values.group)
  if (values.group !== undefined && group === undefined)
    throw new WrongUse(`--group knows ${groups.join(' and ')}.`)
  return { action: actionOf(positionals, values.reason), group, json, quiet }
}

function actionOf(positionals: readonly string[], reason: string | undefined): ParkedAction {
  const [kind, stream, ...more] = positionals
  if (more.length > 0) throw new WrongUse(`It takes no ${more.join(' ')}.`)
  if (stream === undefined) {
    if (kind === 'list') return { kind }
    throw new WrongUse(usage)
  }
  if (kind === 'discard') return { kind, stream, reason: requireReason(reason) }
  if (reason !== undefined) throw new WrongUse('Only discard takes a --reason.')
  if (kind === 'show' || kind === 'retry') return { kind, stream }
  throw new WrongUse(usage)
}

function requireReason(reason: string | undefined): string {
  if (!reason?.trim()) throw new WrongUse('discard needs a --reason, which is kept.')
  return reason
}
