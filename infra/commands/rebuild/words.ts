import { ownName } from '@deskhive/shared/projection/generations/generation.ts'
import type { RebuildOutcome } from '@deskhive/shared/projection/generations/rebuild.ts'

type Measured = { readonly events: number; readonly seconds: number }

/** For a person. */
export function wordsFor(
  action: 'rebuild' | 'repair' | 'back',
  outcome: RebuildOutcome,
  { events, seconds }: Measured,
): string[] {
  const [serving, before] =
    action === 'back'
      ? ['the read models from before serve again', 'those that served until now']
      : ['the new read models serve', 'those from before']
  switch (outcome.kind) {
    case 'switched':
      return [
        ...(outcome.differences ?? []),
        `${countOf(events, 'event')} in ${seconds.toFixed(1)} s; ${serving}`,
        `${before} are kept as ${ownName(outcome.from)}: --back goes back, --drop-old drops them`,
        ...parkedWords(outcome.parkedStreams),
      ]
    case 'different':
      return [
        ...outcome.differences,
        'nothing was changed: --repair changes over to the rows of the log',
      ]
    case 'busy':
      return [busyWords(outcome)]
    case 'nothing-kept':
      return ['no read models of this version are kept']
  }
}

export const busyWords = ({ generation }: { readonly generation: string }) =>
  `another process fills ${generation}`

function parkedWords(streams: number): string[] {
  if (streams === 0) return []
  const are = streams === 1 ? 'is parked, for its' : 'are parked, for their'
  return [`${countOf(streams, 'stream')} ${are} events cannot be applied: npm run parked`]
}

const countOf = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
