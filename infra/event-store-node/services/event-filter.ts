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
  const source = withLookarounds(pattern.slice(flags?.[0].length ?? 0))
  const regex = compile(source, `${flags?.[1] ?? ''}u`) ?? compile(source, flags?.[1] ?? '')
  if (regex === null) throw unknownError(`Invalid pattern '${pattern}'`)
  return (text) => regex.test(text)
}

const LOOKAROUNDS = new Map([
  ['\\A', '(?<![^])'],
  ['\\z', '(?![^])'],
  ['\\Z', '(?=\\n?(?![^]))'],
])

/** JavaScript has no anchors but ^ and $, and would take \A for the letter. */
const withLookarounds = (pattern: string) =>
  pattern.replace(/\\[^]/g, (escape) => LOOKAROUNDS.get(escape) ?? escape)

// With the flag u, \p{…} is a class of letters; without it, a backslash may stand before what does not need one.
function compile(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags)
  } catch {
    return null
  }
}
