import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { systemContext } from '../event-store/command-context.ts'
import { type EventStore, WrongRevision } from '../event-store/event-store.ts'
import { type HashedEvent, hashEvent } from '../event-store/hash-chain.ts'
import { describeEvents } from '../event-store/new-events.ts'
import type { RecordedEvent } from '../kernel/event.ts'
import { pause } from '../kernel/pause.ts'
import { logStart, type Position } from '../kernel/position.ts'
import type { Logger } from '../observability/logger.ts'
import {
  auditStream,
  foldEvent,
  hashManifest,
  type LogFold,
  leafOf,
  type ManifestLine,
  manifestLine,
  nothingFolded,
  type OutsideRoot,
  parseRoot,
  rootType,
} from './audit-root.ts'
import { patient } from './patient.ts'
import { isSigned, type SigningKey, signRoot } from './signing-key.ts'
import { watchTrouble } from './signing-trouble.ts'

type KeepRootsOptions = {
  readonly store: Pick<EventStore, 'readAll' | 'readStream' | 'append' | 'upcasters'>
  readonly key: SigningKey
  /** A root is due after so many events … */
  readonly everyEvents: number
  /** … or so long after the first one that none covers. */
  readonly everyMs: number
  readonly signal: AbortSignal
  /** Asked before each look, so that of several copies one does the work. The log itself settles races. */
  readonly isOwner: () => boolean
  /** Gets the newest root, also one from before this process began; what it throws is tried again. */
  readonly send: (root: OutsideRoot) => Promise<void>
  /** Gets why roots are not signed, or not sent, when that changes; null when they are again. */
  readonly onTrouble?: (trouble: string | null) => void
  readonly logger: Logger
}

/** How far the fold is, and what the next root will have to say. */
type Folding = {
  fold: LogFold
  /** Of the last event looked at: further than the fold where the log's own events follow, which it leaves out. */
  readTo: Position
  manifest: ManifestLine[]
  /** Events other than roots, and when the first of them was recorded. */
  news: number
  firstNewsAt: number
  /** The newest root in the log, null before the first. */
  last: HashedEvent | null
}

/** Roots in their order; kept also where the fold begins again, for whoever leads meanwhile knows the newest alone. */
type Unsent = OutsideRoot[]

const LOOK_EVERY_MS = 1_000

/** Past these the oldest is left out: each root covers all before it. */
const MOST_UNSENT = 1_000

/** Hashing one takes some 50 µs: the batches of the projection, in the same process, wait no longer than these do. */
const MOST_AT_ONCE = 50

/** The last root of this stream was not signed by the key that it names: nothing may be built on it. */
class ForgedRoot extends Error {
  override readonly name = 'ForgedRoot'
}

/**
 * Appends a signed root whenever one is due, until `signal` aborts, and then a last one.
 *
 * Its only state is in the log: the last root says how far it got, and the hash to go on from. So after a
 * crash it reads on from there, and two owners compete by the revision of the roots' stream: who is slower
 * forgets what it has and begins from the other's root.
 */
export async function keepRoots(given: KeepRootsOptions): Promise<void> {
  const options = { ...given, store: { ...given.store, ...patient(given.store) } }
  const { signal, isOwner } = options
  const trouble = watchTrouble(options)
  const unsent: Unsent = []
  let folding: Folding | null = null

  const step = async (isLast: boolean): Promise<void> => {
    try {
      folding ??= await resume(options, unsent)
      await advance(options, { folding, unsent }, isLast)
    } catch (error) {
      folding = null
      if (error instanceof WrongRevision) return
      return trouble.note('the log is not signed', error)
    }
    try {
      await sendUnsent(options, unsent)
      trouble.end()
    } catch (error) {
      trouble.note('roots of the log are not sent outside', error)
    }
  }
  while (!signal.aborted) {
    if (isOwner()) await step(false)
    else {
      folding = null
      trouble.end() // it is another's now
    }
    await pause(LOOK_EVERY_MS, signal)
  }
  if (folding !== null) await step(true)
}

async function resume({ store }: KeepRootsOptions, unsent: Unsent): Promise<Folding> {
  const [last] = await store.readStream(auditStream, { direction: 'backwards', maxCount: 1 })
  const nothingNew = { manifest: [], news: 0, firstNewsAt: 0 }
  if (last === undefined) {
    return { ...nothingNew, fold: nothingFolded, readTo: logStart, last: null }
  }

  const root = parseRoot(last)
  if (root === null || !isSigned(root)) {
    throw new ForgedRoot(`${last.id} in ${auditStream} is no signed root; see npm run verify-log`)
  }
  const { manifest: _left, ...statement } = root
  const fold = { events: root.events, position: BigInt(root.position), root: root.root }
  if (unsent.at(-1)?.revision !== last.revision) {
    putOff(unsent, { ...statement, revision: last.revision })
  }
  return { ...nothingNew, fold, readTo: fold.position, last }
}

function putOff(unsent: Unsent, root: OutsideRoot): void {
  unsent.push(root)
  if (unsent.length > MOST_UNSENT) unsent.shift()
}

type Keeping = { readonly folding: Folding; readonly unsent: Unsent }

/** Reads what is new and signs what is due. */
async function advance(
  options: KeepRootsOptions,
  keeping: Keeping,
  isLast: boolean,
): Promise<void> {
  const { folding } = keeping
  for (let hasMore = true; hasMore; ) {
    const room = options.everyEvents - folding.news
    const { events, next, reached } = await options.store.readAll({
      from: folding.readTo,
      maxCount: Math.min(Math.max(room, 1), MOST_AT_ONCE),
    })
    for (const event of events) takeIn(folding, event)
    folding.readTo = reached
    await setImmediate() // what is read comes from memory, so nothing else would let others in
    if (isDue(options, folding, isLast && next === null)) await sign(options, keeping)
    hasMore = next !== null && (isLast || !options.signal.aborted)
  }
}

/** What a slow receiver does not get by the next look comes after that: what is signed matters more. */
async function sendUnsent({ send }: KeepRootsOptions, unsent: Unsent): Promise<void> {
  const giveWayAt = performance.now() + LOOK_EVERY_MS
  for (let [root] = unsent; root !== undefined; [root] = unsent) {
    if (performance.now() >= giveWayAt) return
    await send(root)
    unsent.shift()
  }
}

function takeIn(folding: Folding, event: RecordedEvent): void {
  const isRoot = event.stream === auditStream
  if (isRoot && event.revision > (folding.last?.revision ?? -1)) {
    throw new WrongRevision({
      stream: auditStream,
      expected: folding.last?.revision ?? 'no_stream',
      actual: event.revision,
    })
  }
  const leaf = leafOf(event, hashEvent(event))
  folding.fold = foldEvent(folding.fold, event, leaf)
  folding.manifest.push(manifestLine(event, leaf))
  if (isRoot) return
  if (folding.news === 0) folding.firstNewsAt = Date.parse(event.recorded_at)
  folding.news += 1
}

function isDue(options: KeepRootsOptions, folding: Folding, isLast: boolean): boolean {
  if (folding.news === 0) return false
  if (isLast || folding.news >= options.everyEvents) return true
  return Date.now() - folding.firstNewsAt >= options.everyMs
}

async function sign({ store, key }: KeepRootsOptions, { folding, unsent }: Keeping): Promise<void> {
  const { fold, manifest, last } = folding
  const signed_at = new Date().toISOString()
  const { events, root } = fold
  const unsigned = { events, root, position: String(fold.position), signed_at }
  const statement = signRoot({ ...unsigned, manifest_hash: hashManifest(manifest) }, key)
  const commandId = randomUUID() // never the same for two owners: the log would take one for the other
  const [described] = describeEvents({
    stream: auditStream,
    events: [{ type: rootType, data: { ...statement, manifest } }],
    context: systemContext({
      command_id: commandId,
      command_type: 'SignAuditRoot',
      occurred_at: signed_at,
    }),
    previous: last,
    upcasters: store.upcasters,
  })
  if (described === undefined) return
  const expected = last === null ? 'no_stream' : last.revision
  await store.append({ stream: auditStream, expected, events: [described] })

  folding.last = described
  folding.manifest = []
  folding.news = 0
  putOff(unsent, { ...statement, revision: described.revision })
}
