import { GrpcError, STATUS } from '#event-store-node/grpc/status.ts'
import type { ExpectedRevision } from '#event-store-node/storage/append.ts'

/** The largest append, counted as the real node does: data, metadata and twice the length of the type. */
export const MAX_APPEND_BYTES = 1_048_576

/** Versions below zero, as the real node names them in trailers. */
const RAW_VERSIONS = { no_stream: -1, any: -2, stream_exists: -4 } as const

// The trailer `exception` is what the client picks its error class by.

export function streamDeleted(stream: string): GrpcError {
  return new GrpcError(STATUS.failedPrecondition, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  })
}

/** Of deleting and tombstoning; appends are refused in band. */
export function wrongExpectedVersion(
  stream: string,
  versions: { expected: ExpectedRevision; current: number },
): GrpcError {
  const expected = rawVersion(versions.expected)
  const current = String(versions.current)
  const message = `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${current}`
  return new GrpcError(STATUS.failedPrecondition, message, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': expected,
    'actual-version': current,
  })
}

export function maxAppendSizeExceeded(): GrpcError {
  return new GrpcError(
    STATUS.invalidArgument,
    `Maximum Append Size of ${MAX_APPEND_BYTES} Exceeded.`,
    {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(MAX_APPEND_BYTES),
    },
  )
}

export function missingMetadataProperty(property: string): GrpcError {
  return new GrpcError(
    STATUS.invalidArgument,
    `Required Metadata Property '${property}' is missing`,
    {
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': 'type,content-type',
    },
  )
}

/** The real node names the failed check of its own code; clients only see UNKNOWN. */
export const unknownError = (message: string) => new GrpcError(STATUS.unknown, message)

export const invalidPosition = () => unknownError('Unexpected ReadAllResult: InvalidPosition')

export const invalidArgument = (message: string) => new GrpcError(STATUS.invalidArgument, message)

/** The disk refused; nothing was written. */
export const NOT_WRITTEN = 'the event log could not be written; the log of the event store says why'
export const notWritten = () => new GrpcError(STATUS.unavailable, NOT_WRITTEN)

function rawVersion(expected: ExpectedRevision): string {
  return String(typeof expected === 'bigint' ? expected : RAW_VERSIONS[expected])
}
