import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { text } from 'node:stream/consumers'
import type { EventStore } from '@deskhive/shared/event-store/event-store.ts'
import { logPages } from '@deskhive/shared/event-store/log-pages.ts'
import { z } from 'zod'
import type { Options } from './config.ts'

const outcome = z.object({
  kind: z.literal('switched'),
  differences: z.array(z.string()).length(0),
  events: z.number(),
  seconds: z.number(),
  seconds_by_phase: z.object({ filling: z.number(), indexing: z.number(), comparing: z.number() }),
})

export type Rebuilt = {
  readonly events: number
  /** Until the new rows and their indexes are there. */
  readonly madePerSecond: number
  /** With the comparison of every row and the change over. */
  readonly wholePerSecond: number
  readonly secondsByPhase: z.output<typeof outcome>['seconds_by_phase']
  readonly peakMiB: number
}

/** `npm run rebuild`, as an operator runs it. @throws where a row differs from those that serve */
export async function runRebuild(
  dataDir: string,
  { transport }: Pick<Options, 'transport'>,
): Promise<Rebuilt> {
  const script = join(import.meta.dirname, '..', 'commands', 'rebuild', 'main.ts')
  const child = spawn(execPath, [script, '--json'], {
    env: { DATA_DIR: dataDir, EVENTSTORE_TRANSPORT: transport },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const memory = watchPeak(child.pid ?? 0)
  const printed = await text(child.stdout)
  await exited
  const { events, seconds, seconds_by_phase } = outcome.parse(JSON.parse(printed))
  const { filling, indexing } = seconds_by_phase
  return {
    events,
    madePerSecond: events / (filling + indexing),
    wholePerSecond: events / seconds,
    secondsByPhase: seconds_by_phase,
    peakMiB: memory.peakMiB(),
  }
}

/** The kernel keeps the peak itself: a look just before the end is enough. Linux only. */
const LOOK_EVERY_MS = 100
const KIB_PER_MIB = 1_024

function watchPeak(pid: number): { peakMiB(): number } {
  let peakKiB = 0
  const look = async () => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
    const found = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0)
    peakKiB = Math.max(peakKiB, found)
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  return {
    peakMiB: () => {
      clearInterval(timer)
      return peakKiB / KIB_PER_MIB
    },
  }
}

/** As many as a rebuild reads at once. */
const PAGE_EVENTS = 2_000

/** Nothing but reading, by the client and in the pages of a rebuild. @returns events a second */
export async function readRaw(store: Pick<EventStore, 'readAll'>): Promise<number> {
  const startedAt = performance.now()
  let events = 0
  for await (const page of logPages(store, { pageSize: PAGE_EVENTS })) events += page.length
  return events / ((performance.now() - startedAt) / 1_000)
}
