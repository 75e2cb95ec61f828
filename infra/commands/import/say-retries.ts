import type { Out } from '#commands/command.ts'
import type { ProgressBar } from '#commands/progress-bar.ts'
import type { Call } from './send-tickets.ts'

/** What is over sooner nobody wonders about. */
const SAY_AFTER_MS = 2_000

/** Each reason once: several calls at once would say the same, and again at each try. */
export function sayRetries(
  out: Out,
  bar: Pick<ProgressBar, 'clear'>,
  { quiet }: { readonly quiet: boolean },
): NonNullable<Call['onRetry']> {
  const said = new Set<string>()
  return (reason, triedMs) => {
    if (quiet || triedMs < SAY_AFTER_MS || said.has(reason)) return
    said.add(reason)
    bar.clear()
    out.write(`${reason}; trying again\n`)
  }
}
