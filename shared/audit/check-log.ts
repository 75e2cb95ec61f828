import type { EventStore } from '../event-store/event-store.ts'
import { hashEvent } from '../event-store/hash-chain.ts'
import { logPages } from '../event-store/log-pages.ts'
import type { RecordedEvent } from '../kernel/event.ts'
import type { Position } from '../kernel/position.ts'
import { foldEvent, type LogFold, leafOf, nothingFolded, type OutsideRoot } from './audit-root.ts'
import { type Broken, brokenAt, reasons } from './broken.ts'
import { createChainCheck } from './chain-check.ts'
import { patient } from './patient.ts'
import { lastRootRevision, readRoots } from './read-roots.ts'
import { RootCheck } from './root-check.ts'
import { type KnownKeys, trustIn } from './trust.ts'

export type LogCheck = {
  readonly valid: boolean
  readonly events_checked: number
  readonly first_broken: Broken | null
  readonly roots_checked: number
  /** How many roots from outside it was held against. */
  readonly roots_outside: number
  /** Those that no root covers yet, but for roots: of them the last of a stream could be missing without a trace. */
  readonly events_after_last_root: number
}

type CheckLogOptions = {
  readonly store: Pick<EventStore, 'readAll' | 'readStream'>
  readonly keys: KnownKeys
  /** Roots that were sent outside. */
  readonly outside?: readonly OutsideRoot[]
  /** Which place of the log others have seen: it must not end before that. */
  readonly seenPosition?: Position
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: { checked: number; position: Position }) => void
}

const PAGE_SIZE = 500

/**
 * Reads the whole log once, in its order, and holds it against the hashes that its events carry of each
 * other and against the signed roots. Ends at the first place that is broken. What it keeps is one hash for
 * each stream and the events since the last root.
 * @throws Unavailable where the log does not answer, and what `signal` aborts with
 */
export async function checkLog(options: CheckLogOptions): Promise<LogCheck> {
  const store = patient(options.store)
  const { outside = [] } = options
  const roots = await RootCheck.begin({
    roots: readRoots(store, await lastRootRevision(store)),
    outside,
    isTrusted: trustIn(options.keys),
  })
  const chain = createChainCheck(store)
  let fold = nothingFolded

  const check = async (event: RecordedEvent): Promise<Broken | null> => {
    // Also what keeps the reading from going round in a circle: pages begin after the last position.
    if (event.position <= fold.position) return brokenAt(event, reasons.moved)
    const passed = await roots.pass(event.position, fold)
    if (passed !== null) return passed
    const hash = hashEvent(event)
    const leaf = leafOf(event, hash)
    roots.note(event, leaf)
    const unchained = await chain.follow(event, hash)
    if (unchained !== null) return roots.firstDifference() ?? unchained

    fold = foldEvent(fold, event, leaf)
    roots.count(event)
    return null
  }
  const broken = (await checkPages(store, options, check)) ?? (await roots.finish(fold))
  const found = resultOf(broken ?? endsBefore(fold, options.seenPosition), fold, roots)
  return { ...found, roots_outside: outside.length }
}

async function checkPages(
  store: CheckLogOptions['store'],
  { signal, onProgress }: CheckLogOptions,
  check: (event: RecordedEvent) => Promise<Broken | null>,
): Promise<Broken | null> {
  let checked = 0
  for await (const page of logPages(store, { pageSize: PAGE_SIZE })) {
    signal?.throwIfAborted()
    for (const event of page) {
      const broken = await check(event)
      if (broken !== null) return broken
      checked += 1
    }
    const last = page.at(-1)
    if (last !== undefined) onProgress?.({ checked, position: last.position })
  }
  return null
}

function endsBefore(fold: LogFold, seen: Position | undefined): Broken | null {
  if (seen === undefined || seen <= fold.position) return null
  const nowhere = { stream: null, revision: null, event_id: null }
  return { ...nowhere, position: String(seen), reason: reasons.endsBeforeRows }
}

function resultOf(broken: Broken | null, fold: LogFold, roots: RootCheck) {
  return {
    valid: broken === null,
    events_checked: fold.events,
    first_broken: broken,
    roots_checked: roots.rootsChecked,
    events_after_last_root: roots.uncoveredEvents,
  }
}
