import type { FilterRequest } from '#event-store-node/protocol/decode-read.ts'
import { unknownError } from '#event-store-node/protocol/errors.ts'
import { recordStream, recordType } from '#event-store-node/storage/record.ts'

export type EventFilter = {
  accepts(record: Buffer): boolean
  /** A checkpoint is due every so many events, accepted or not. */
  readonly checkpointInterval: number
}

/** The real node's page size, which is what an unset window means. */
const DEFAULT_WINDOW = 32

/** @throws GrpcError UNKNOWN for a filter that leaves something open, as the real node does */
export function createFilter(request: FilterRequest): EventFilter {
  if (request.on === null) throw unknownError('The filter names neither streams nor event types')
  if (!request.hasWindow) throw unknownError('The filter has no window')

  const text = request.on === 'stream' ? recordStream : recordType
  const matches = request.regex === '' ? prefixTest(request.prefixes) : regexTest(request.regex)
  return {
    accepts: (record) => matches(text(record)),
    checkpointInterval: (request.window ?? DEFAULT_WINDOW) * request.checkpointEvery,
  }
}

function prefixTest(prefixes: readonly string[]): (text: string) => boolean {
  return (text) => prefixes.some((prefix) => text.startsWith(prefix))
}

// Patterns are written for .NET, where a leading (?i) means what is a flag in JavaScript.
function regexTest(pattern: string): (text: string) => boolean {
  const flags = /^\(\?([ims]+)\)/.exec(pattern)
  try {
    const regex = new RegExp(pattern.slice(flags?.[0].length ?? 0), flags?.[1] ?? '')
    return (text) => regex.test(text)
  } catch (error) {
    throw unknownError(`Invalid pattern '${pattern}': ${String(error)}`)
  }
}
