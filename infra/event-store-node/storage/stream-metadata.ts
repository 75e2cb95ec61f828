/** What a stream's metadata says about which of its events can be read. */
export type StreamMetadata = {
  readonly maxCount: number | null
  readonly maxAgeMs: number | null
  /** Earlier revisions are hidden. */
  readonly truncateBefore: number | null
  readonly isSoftDeleted: boolean
}

export const NO_METADATA: StreamMetadata = {
  maxCount: null,
  maxAgeMs: null,
  truncateBefore: null,
  isSoftDeleted: false,
}

/** A stream of metadata shows its last event only. */
export const METADATA_OF_METASTREAMS: StreamMetadata = { ...NO_METADATA, maxCount: 1 }

const METASTREAM_PREFIX = '$$'

/** `$tb` of a deleted stream, as it is written; read as JSON it becomes the double next to it, 2^63. */
const SOFT_DELETED_BEFORE = '9223372036854775807'
const SOFT_DELETED_FROM = Number(SOFT_DELETED_BEFORE)

export const SOFT_DELETED_DATA = Buffer.from(`{"$tb":${SOFT_DELETED_BEFORE}}`)

export const isMetastream = (stream: string) => stream.startsWith(METASTREAM_PREFIX)
export const metastreamOf = (stream: string) => METASTREAM_PREFIX + stream
export const originalStreamOf = (metastream: string) => metastream.slice(METASTREAM_PREFIX.length)

/** Data that is not a JSON object says nothing, as with the real node. */
export function parseStreamMetadata(data: Buffer): StreamMetadata {
  const fields = parseObject(data)
  if (fields === null) return NO_METADATA

  const maxAgeSeconds = atLeast(1, fields['$maxAge'])
  const truncateBefore = atLeast(0, fields['$tb'])
  return {
    maxCount: atLeast(1, fields['$maxCount']),
    maxAgeMs: maxAgeSeconds === null ? null : maxAgeSeconds * 1000,
    truncateBefore,
    isSoftDeleted: truncateBefore !== null && truncateBefore >= SOFT_DELETED_FROM,
  }
}

/** The metadata of a deleted stream that is written to again: all it had, and what is new starts at `revision`. */
export function undeletedData(data: Buffer, revision: number): Buffer | null {
  const fields = parseObject(data)
  return fields === null ? null : Buffer.from(JSON.stringify({ ...fields, $tb: revision }))
}

function parseObject(data: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(data.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : null
  } catch {
    return null
  }
}

function atLeast(least: number, value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= least ? value : null
}
