import { randomUUID } from 'node:crypto'
import type { StoredEvent } from './database.ts'
import { type ProposedEvent, recordData, recordId, TOMBSTONE_REVISION } from './record.ts'
import { NO_STREAM } from './stream-directory.ts'
import { isMetastream, metastreamOf, originalStreamOf, undeletedData } from './stream-metadata.ts'
import type { Transaction } from './transaction.ts'

/** What the stream has to be like for an append to be accepted; a number is the revision of its last event. */
export type ExpectedRevision = bigint | 'any' | 'no_stream' | 'stream_exists'

export type AppendOutcome =
  /** `revision` is NO_STREAM after an append of no events to a stream without any. */
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number | null }
  | { readonly kind: 'wrong-expected-version'; readonly current: number }
  | { readonly kind: 'stream-deleted' }
  /** Nobody waited any more when its turn came, so it was not written. */
  | { readonly kind: 'expired' }

export type Append = {
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly events: readonly ProposedEvent[]
}

/** Appends all events or none. A repetition of an append that was accepted gets the answer of the first. */
export function append(transaction: Transaction, request: Append): AppendOutcome {
  const refusedOrRepeated = check(transaction, request)
  if (refusedOrRepeated !== null) return refusedOrRepeated

  const { stream, events } = request
  const { streams } = transaction
  const before = streams.lastRevision(stream)
  if (events.length === 0) return { kind: 'appended', revision: before, position: transaction.head }

  const wasDeleted = streams.metadataOf(stream).isSoftDeleted
  const described = isMetastream(stream) ? originalStreamOf(stream) : null
  const describedWasDeleted = described !== null && streams.metadataOf(described).isSoftDeleted
  const { revision, position } = insertAll(transaction, stream, events)

  if (wasDeleted) undelete(transaction, stream, before + 1)
  if (described !== null && describedWasDeleted) {
    undelete(transaction, described, streams.lastRevision(described) + 1)
  }
  return { kind: 'appended', revision, position }
}

/** Null where the append may go on. */
export function check(transaction: Transaction, request: Append): AppendOutcome | null {
  const { stream, expected } = request
  const current = transaction.streams.lastRevision(stream)
  if (current === TOMBSTONE_REVISION) return { kind: 'stream-deleted' }
  if (expected === 'stream_exists') {
    if (transaction.streams.metadataOf(stream).isSoftDeleted) return { kind: 'stream-deleted' }
    if (!exists(transaction, stream)) return { kind: 'wrong-expected-version', current }
  }
  if (expected === 'any' || expected === 'stream_exists') return checkById(transaction, request)
  return checkByRevision(transaction, request)
}

/** A stream that has nothing but metadata exists, too. */
export function exists(transaction: Transaction, stream: string): boolean {
  const { streams } = transaction
  return streams.lastRevision(stream) >= 0 || streams.lastRevision(metastreamOf(stream)) >= 0
}

function checkById(transaction: Transaction, { stream, events }: Append): AppendOutcome | null {
  let last: StoredEvent | null = null
  for (const event of events) {
    const known = transaction.eventWithId(stream, event.id)
    if (known === null) return last === null ? null : wrongVersion(transaction, stream)
    last = known
  }
  return last === null
    ? null
    : { kind: 'appended', revision: last.revision, position: last.position }
}

function checkByRevision(transaction: Transaction, request: Append): AppendOutcome | null {
  const { stream, events } = request
  const current = transaction.streams.lastRevision(stream)
  const expected = request.expected === 'no_stream' ? NO_STREAM : Number(request.expected)
  if (expected === current) return null
  if (expected > current) return wrongVersion(transaction, stream)

  const last = lastOfRepeated(transaction, { stream, events, after: expected })
  if (last !== null) return { kind: 'appended', revision: last.revision, position: last.position }

  const isNew = expected === NO_STREAM && firstDiffers(transaction, request)
  const isSoftDeleted = transaction.streams.metadataOf(stream).isSoftDeleted
  return isNew && isSoftDeleted ? null : wrongVersion(transaction, stream)
}

/** The last of the given events if they all stand in the stream, one after the other, from there on. */
function lastOfRepeated(
  transaction: Transaction,
  wanted: { stream: string; events: readonly ProposedEvent[]; after: number },
): StoredEvent | null {
  let last: StoredEvent | null = null
  let revision = wanted.after
  for (const event of wanted.events) {
    revision += 1
    last = transaction.eventAt(wanted.stream, revision)
    if (last === null || !recordId(last.record).equals(event.id)) return null
  }
  return last
}

// Of a deleted stream nothing is known to the writer, unless it repeats its first append in part.
function firstDiffers(transaction: Transaction, { stream, events }: Append): boolean {
  const first = transaction.eventAt(stream, 0)
  const id = events[0]?.id
  return id !== undefined && (first === null || !recordId(first.record).equals(id))
}

function wrongVersion(transaction: Transaction, stream: string): AppendOutcome {
  return { kind: 'wrong-expected-version', current: transaction.streams.lastRevision(stream) }
}

function insertAll(transaction: Transaction, stream: string, events: readonly ProposedEvent[]) {
  let revision = transaction.streams.lastRevision(stream)
  let position = transaction.end
  for (const event of events) {
    revision += 1
    position = transaction.insert(stream, revision, event)
  }
  return { revision, position }
}

/** What is appended to a deleted stream is readable; what was there before stays hidden. */
function undelete(transaction: Transaction, stream: string, firstRevision: number): void {
  const metadata = transaction.streams.metadataEventOf(stream)
  const data = metadata === null ? null : undeletedData(recordData(metadata.record), firstRevision)
  if (data !== null) insertMetadata(transaction, stream, data)
}

const METADATA_TYPE = Buffer.from('$metadata')

/** @returns the position of the metadata */
export function insertMetadata(transaction: Transaction, stream: string, data: Buffer): number {
  const metastream = metastreamOf(stream)
  const revision = transaction.streams.lastRevision(metastream) + 1
  return transaction.insert(metastream, revision, systemEvent(METADATA_TYPE, data))
}

/** An event of the node's own. */
export function systemEvent(type: Buffer, data: Buffer): ProposedEvent {
  return {
    id: Buffer.from(randomUUID(), 'latin1'),
    type,
    isJson: data.length > 0,
    data,
    metadata: Buffer.alloc(0),
  }
}
