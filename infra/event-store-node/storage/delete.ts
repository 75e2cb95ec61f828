import {
  type Append,
  type AppendOutcome,
  check,
  exists,
  insertMetadata,
  systemEvent,
} from './append.ts'
import { TOMBSTONE_REVISION } from './record.ts'
import { NO_STREAM } from './stream-directory.ts'
import { SOFT_DELETED_DATA } from './stream-metadata.ts'
import type { Transaction } from './transaction.ts'

export type Delete = Pick<Append, 'stream' | 'expected'>

const TOMBSTONE = systemEvent(Buffer.from('$streamDeleted'), Buffer.alloc(0))

/** Hides what the stream has; it can be written to again and then goes on counting. */
export function softDelete(transaction: Transaction, request: Delete): AppendOutcome {
  const refused = checkDelete(transaction, request)
  if (refused !== null) return refused
  if (!exists(transaction, request.stream)) {
    return { kind: 'wrong-expected-version', current: NO_STREAM }
  }

  const position = insertMetadata(transaction, request.stream, SOFT_DELETED_DATA)
  const revision = transaction.streams.lastRevision(request.stream)
  return { kind: 'appended', revision, position }
}

/** Ends the stream for ever, also one that never was. */
export function tombstone(transaction: Transaction, request: Delete): AppendOutcome {
  const refused = checkDelete(transaction, request)
  if (refused !== null) return refused

  const event = systemEvent(TOMBSTONE.type, TOMBSTONE.data)
  const position = transaction.insert(request.stream, TOMBSTONE_REVISION, event)
  return { kind: 'appended', revision: TOMBSTONE_REVISION, position }
}

// Checked as an append of an event that nobody has seen, so a repeated delete is not recognised.
function checkDelete(transaction: Transaction, request: Delete): AppendOutcome | null {
  return check(transaction, { ...request, events: [TOMBSTONE] })
}
