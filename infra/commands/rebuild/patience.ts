import { pause } from '@deskhive/shared/kernel/pause.ts'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { asUnavailable } from '@deskhive/shared/read-model/database-error.ts'
import { explainOutage } from '#commands/explain.ts'

export type Patience = {
  readonly signal: AbortSignal
  /** To a person, while it goes on. */
  readonly say: (line: string) => void
  readonly longestOutageMs?: number
}

/** One that was killed holds what it filled for as long as its lease runs. */
const LEASE_OF_THE_DEAD_MS = 4_000

/** A store that was killed is back in a few seconds, one that has much to recover in some more. */
export const LONGEST_OUTAGE_MS = 60_000
const TRY_AGAIN_MS = 1_000

export const whatStays = 'What was made so far stays: the next run goes on from there.'

/**
 * A store that goes away meanwhile is waited for: what was committed is there, and the rest is done again.
 * @throws Unavailable where try after try has failed for longer than the longest outage
 */
export async function patiently<Outcome extends { readonly kind: string }>(
  { signal, say, longestOutageMs = LONGEST_OUTAGE_MS }: Patience,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const outages = rememberOutages(longestOutageMs)
  let busySince: number | null = null
  for (;;) {
    const startedAt = performance.now()
    try {
      const outcome = await work()
      if (outcome.kind !== 'busy') return outcome
      busySince ??= performance.now()
      if (performance.now() - busySince > LEASE_OF_THE_DEAD_MS) return outcome
    } catch (error) {
      const outage = asUnavailable(error)
      if (signal.aborted || !(outage instanceof Unavailable)) throw error
      const news = outages.add(outage, startedAt)
      if (news !== null) say(`${news}. Trying again for ${inSeconds(longestOutageMs)} at most.`)
      busySince = null // what it held itself is still held for a while, however long it had worked
    }
    await pause(TRY_AGAIN_MS, signal)
  }
}

/** A try that went on for longer than the longest outage had got somewhere: the next outage is another one. */
function rememberOutages(longestMs: number) {
  let current: { readonly since: number; readonly told: string } | null = null
  return {
    /** @returns why, where that is new */
    add: (outage: Unavailable, startedAt: number): string | null => {
      const now = performance.now()
      const why = explainOutage(outage)
      const before = current !== null && now - startedAt < longestMs ? current : null
      current = { since: before?.since ?? now, told: why }
      if (now - current.since > longestMs) {
        const givenUp = `${why}. Given up after ${inSeconds(longestMs)}. ${whatStays}`
        throw new Unavailable(outage.dependency, givenUp, { cause: outage })
      }
      return before?.told === why ? null : why
    },
  }
}

export const inSeconds = (ms: number) => `${Math.round(ms / 1_000)} s`
