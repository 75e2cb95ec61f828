import type { EventStore } from '../event-store/event-store.ts'
import { hashEvent } from '../event-store/hash-chain.ts'
import { leafOf, type ManifestEntry, parseManifestLine } from './audit-root.ts'
import { type Broken, brokenAt, missingEvent, reasons } from './broken.ts'
import { createChainCheck } from './chain-check.ts'
import type { LogCheck } from './check-log.ts'
import type { SeenEvent } from './compare-manifest.ts'
import { trustedRootIn } from './judge-root.ts'
import { lastRootRevision, readRoots } from './read-roots.ts'
import { type KnownKeys, trustIn } from './trust.ts'

type CheckStreamOptions = {
  readonly store: Pick<EventStore, 'readStream' | 'streamPages'>
  readonly keys: KnownKeys
  readonly stream: string
}

type Seen = Map<number, SeenEvent>

/**
 * One stream: its chain from the first event on, and what the roots say of each of its events, so that a
 * last one that was taken away is missed. Whether the roots fit the rest of the log is for `checkLog` to say.
 * @returns null where nothing is known of such a stream, neither in the log nor in a root
 */
export async function checkStream(options: CheckStreamOptions): Promise<LogCheck | null> {
  const { store, stream } = options
  const lastRoot = await lastRootRevision(store)
  const seen: Seen = new Map()
  const unchained = await followChain(store, stream, seen)
  const roots = { checked: 0, covered: -1 }
  const broken = unchained ?? (await compareRoots(options, { lastRoot, seen, roots }))
  if (seen.size === 0 && broken === null) return null
  return {
    valid: broken === null,
    events_checked: seen.size,
    first_broken: broken,
    roots_checked: roots.checked,
    roots_outside: 0,
    events_after_last_root: seen.size - 1 - roots.covered,
  }
}

async function followChain(
  store: CheckStreamOptions['store'],
  stream: string,
  seen: Seen,
): Promise<Broken | null> {
  const chain = createChainCheck(store)
  for await (const page of store.streamPages(stream)) {
    for (const event of page) {
      const hash = hashEvent(event)
      const broken = await chain.follow(event, hash)
      if (broken !== null) return broken
      const { revision, position, id } = event
      seen.set(revision, { stream, revision, position, id, leaf: leafOf(event, hash) })
    }
  }
  return null
}

type Comparison = {
  readonly lastRoot: number
  readonly seen: Seen
  readonly roots: { checked: number; covered: number }
}

async function compareRoots(
  { store, keys, stream }: CheckStreamOptions,
  { lastRoot, seen, roots }: Comparison,
): Promise<Broken | null> {
  const isTrusted = trustIn(keys)
  for await (const event of readRoots(store, lastRoot)) {
    const root = trustedRootIn(event, isTrusted)
    if (typeof root === 'string') return brokenAt(event, root)

    const entries = root.manifest.flatMap((line) => parseManifestLine(line) ?? [])
    for (const entry of entries.filter((one) => one.stream === stream)) {
      const differs = difference(entry, seen.get(entry.revision))
      if (differs !== null) return differs
      roots.covered = Math.max(roots.covered, entry.revision)
    }
    roots.checked += 1
  }
  return null
}

function difference(entry: ManifestEntry, found: SeenEvent | undefined): Broken | null {
  if (found === undefined) return missingEvent(entry)
  return found.leaf.startsWith(entry.leaf) ? null : brokenAt(found, reasons.changed)
}
