import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import type { RebuildProgress } from '@deskhive/shared/projection/generations/rebuild.ts'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import { inSeconds, LONGEST_OUTAGE_MS, whatStays } from '#commands/rebuild/patience.ts'

export type VigilOptions = {
  readonly database: Pick<Database, 'isReachable'>
  readonly store: Pick<EventStore, 'head'>
  readonly say: (line: string) => void
  /** Ends the process: what waits for a silent store cannot be asked to. */
  readonly giveUp: () => void
  readonly limits?: VigilLimits
}

type VigilLimits = {
  readonly lookEveryMs: number
  /** Without anything new this long, it is said what is waited for. */
  readonly stillMs: number
  readonly sayEveryMs: number
  readonly silentMs: number
}

const defaultLimits: VigilLimits = {
  lookEveryMs: 2_000,
  stillMs: 10_000,
  sayEveryMs: 30_000,
  silentMs: LONGEST_OUTAGE_MS,
}

export type Vigil = Disposable & { readonly see: (progress: RebuildProgress) => void }

/**
 * Says what is waited for while nothing gets on, and ends what waits for a store that is stopped or cut off: its
 * connection stays as it was, and a statement over whole tables may take an hour.
 */
export function keepVigil({ limits = defaultLimits, ...options }: VigilOptions): Vigil {
  const { say, giveUp } = options
  let newest = { what: 'beginning', at: performance.now() }
  let saidAt = Number.NEGATIVE_INFINITY
  let silentSince: number | null = null

  const look = async (): Promise<void> => {
    const { what, at } = newest
    const stillMs = performance.now() - at
    const silent = stillMs < limits.stillMs ? [] : await findSilent(options)
    const now = performance.now()
    silentSince = silent.length === 0 ? null : (silentSince ?? now)
    if (stillMs < limits.stillMs) return
    const waiting = `${what}: nothing new for ${inSeconds(stillMs)}`
    const why = silent.map((name) => `, ${name} does not answer`).join('')
    if (silentSince !== null && now - silentSince >= limits.silentMs) {
      say(`${waiting}${why}. Given up. ${whatStays}`)
      return giveUp()
    }
    if (now - saidAt < limits.sayEveryMs) return
    saidAt = now
    say(`${waiting}${why}`)
  }
  const timer = lookAgainAndAgain(look, limits.lookEveryMs)
  return {
    see: (progress) => {
      const what = describe(progress)
      if (what !== newest.what) newest = { what, at: performance.now() }
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

function lookAgainAndAgain(look: () => Promise<void>, everyMs: number): NodeJS.Timeout {
  let looking: Promise<void> | null = null
  return setInterval(() => {
    looking ??= look().finally(() => {
      looking = null
    })
  }, everyMs)
}

async function findSilent({ database, store }: VigilOptions): Promise<string[]> {
  const [isDatabaseThere, isLogThere] = await Promise.all([
    database.isReachable(),
    store.head().then(
      () => true,
      () => false,
    ),
  ])
  return [...(isDatabaseThere ? [] : ['PostgreSQL']), ...(isLogThere ? [] : ['the log'])]
}

function describe({ phase, generation, position, head }: RebuildProgress): string {
  return `${phase} ${generation}, at position ${position} of ${head}`
}
