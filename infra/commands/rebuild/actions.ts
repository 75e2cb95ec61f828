import { dropKeptBut } from '@deskhive/shared/projection/generations/choose.ts'
import { ownName } from '@deskhive/shared/projection/generations/generation.ts'
import {
  type MakingOptions,
  type RebuildOptions,
  type RebuildOutcome,
  type RebuildProgress,
  rebuild,
} from '@deskhive/shared/projection/generations/rebuild.ts'
import { verifyReadModels } from '@deskhive/shared/projection/generations/verify.ts'
import { exitCode, type Teller } from '#commands/command.ts'
import type { ProgressBar } from '#commands/progress-bar.ts'
import { rebuildExitCode } from '#commands/rebuild/config.ts'
import { patiently } from '#commands/rebuild/patience.ts'
import { requireServing } from '#commands/rebuild/require-serving.ts'
import type { Vigil } from '#commands/rebuild/vigil.ts'
import { busyWords, wordsFor } from '#commands/rebuild/words.ts'

export type Told = {
  readonly tell: Teller
  /** To a person, while it goes on. */
  readonly say: (line: string) => void
  readonly bar: ProgressBar
  readonly vigil: Vigil
}
export type RebuiltDesk = Omit<MakingOptions, 'onProgress'>

export async function makeAnew(
  desk: RebuiltDesk,
  action: 'rebuild' | 'repair' | 'back',
  { tell, say, bar, vigil }: Told,
): Promise<number> {
  const startedAt = performance.now()
  const phases = timePhases()
  let events = 0
  const options: RebuildOptions = {
    ...desk,
    from: action === 'back' ? 'kept' : 'new',
    onDifferences: action === 'rebuild' ? 'stop' : 'switch',
    onProgress: (progress) => {
      events = progress.events
      phases.enter(progress.phase)
      vigil.see(progress)
      bar.show(barOf(progress))
    },
  }
  const outcome = await patiently({ ...desk, say }, async () => {
    await requireServing(desk.database)
    return rebuild(options)
  })
  bar.clear()
  const seconds = (performance.now() - startedAt) / 1_000
  const measured = {
    events,
    seconds,
    events_per_second: Math.round(events / seconds),
    seconds_by_phase: phases.seconds(),
  }
  tell({ words: wordsFor(action, outcome, measured), json: { ...outcome, ...measured } })
  return codeOf(outcome)
}

/** How long each took, also where it was entered again. */
function timePhases() {
  const ms: { [phase in RebuildProgress['phase']]?: number } = {}
  let current: RebuildProgress['phase'] = 'filling'
  let since = performance.now()
  const enter = (phase: RebuildProgress['phase']): void => {
    const now = performance.now()
    ms[current] = (ms[current] ?? 0) + now - since
    current = phase
    since = now
  }
  return {
    enter,
    seconds: () => {
      enter(current)
      return Object.fromEntries(Object.entries(ms).map(([phase, took]) => [phase, took / 1_000]))
    },
  }
}

/** What another run goes back to at this moment stays. */
export async function dropOld(
  { database, logger }: Pick<RebuiltDesk, 'database' | 'logger'>,
  { tell }: Pick<Told, 'tell'>,
): Promise<number> {
  await requireServing(database)
  const found = await dropKeptBut({ database, logger }, null)
  const [dropped, busy] = [found.dropped.map(ownName), found.busy.map(ownName)]
  const words = [
    ...(dropped.length > 0 ? [`dropped ${dropped.join(', ')}`] : []),
    ...busy.map((generation) => busyWords({ generation })),
  ]
  tell({ words: words.length > 0 ? words : ['nothing was kept'], json: { dropped, busy } })
  return busy.length > 0 ? rebuildExitCode.busy : exitCode.done
}

export async function verify(desk: RebuiltDesk, { tell, say, bar, vigil }: Told): Promise<number> {
  const onProgress = (progress: RebuildProgress) => {
    vigil.see(progress)
    bar.show(barOf(progress))
  }
  const outcome = await patiently({ ...desk, say }, async () => {
    await requireServing(desk.database)
    return verifyReadModels({ ...desk, onProgress })
  })
  bar.clear()
  switch (outcome.kind) {
    case 'compared': {
      const { position, differences } = outcome
      const at = `at position ${position}`
      const isAlike = differences.length === 0
      const words = isAlike ? [`every row is the fold of the log ${at}`] : [...differences, at]
      tell({ words, json: { position: String(position), differences } })
      return isAlike ? exitCode.done : rebuildExitCode.different
    }
    case 'busy':
      tell({ words: [busyWords(outcome)], json: outcome })
      return rebuildExitCode.busy
    case 'other-version':
      tell({
        words: ['the read models that serve are of another version: start its desk, or rebuild'],
        json: outcome,
      })
      return exitCode.failed
  }
}

function barOf({ phase, events, position, head }: RebuildProgress) {
  // Positions are the only measure of how much there is: the log does not count its events.
  const share = head > 0n ? Number(position) / Number(head) : 1
  return { what: phase, share, count: events }
}

function codeOf({ kind }: RebuildOutcome): number {
  if (kind === 'different') return rebuildExitCode.different
  if (kind === 'busy') return rebuildExitCode.busy
  return kind === 'nothing-kept' ? rebuildExitCode.nothingKept : exitCode.done
}
