import type { LogPosition } from '#event-store-node/protocol/decode-read.ts'
import { invalidPosition, unknownError } from '#event-store-node/protocol/errors.ts'
import type { EventLog } from '#event-store-node/storage/event-log.ts'

const LARGEST_UINT64 = 2n ** 64n - 1n

/** The largest number on the wire stands for the end, for revisions and positions alike. */
export const isEndOnWire = (value: bigint) => value === LARGEST_UINT64

/**
 * Where a position of a client lies: 'end' for everything behind the last event.
 * @throws GrpcError where no event starts there
 */
export function placeInLog(
  log: EventLog,
  from: LogPosition | 'start' | 'end',
): { commit: number; prepare: number } | 'end' {
  if (from === 'start') return { commit: 0, prepare: 0 }
  if (from === 'end') return 'end'
  if (from.prepare > from.commit) {
    throw unknownError('The commit position cannot be less than the prepare position')
  }
  if (from.commit >= BigInt(log.end)) return 'end'

  const commit = Number(from.commit)
  if (log.eventAtPosition(commit) === null) throw invalidPosition()
  return { commit, prepare: Number(from.prepare) }
}
