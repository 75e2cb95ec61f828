import { encodeFrame, type WireWriter } from '@deskhive/shared/wire/wire-writer.ts'
import type { AppendOutcome, ExpectedRevision } from '#event-store-node/storage/append.ts'
import { wireRevision } from '#event-store-node/storage/record.ts'
import { MAX_APPEND_BYTES, NOT_WRITTEN } from './errors.ts'

type Appended = Extract<AppendOutcome, { kind: 'appended' }>

/** What an append that met another version is told. */
export type WrongVersion = { readonly expected: ExpectedRevision; readonly current: number }

const APPEND_RESP = { success: 1, wrongVersion: 2 } as const
const SUCCESS = { revision: 1, noStream: 2, position: 3, noPosition: 4 } as const

/** `no_stream` as a revision, where older clients know nothing else. */
const NO_STREAM_AS_REVISION = 2n ** 64n - 1n

/** `AppendResp`, accepted. */
export const encodeAppended = (outcome: Appended) =>
  encodeFrame((writer) =>
    writer.message(APPEND_RESP.success, (success) => writeSuccess(success, outcome)),
  )

/** `AppendResp`, refused; both with the fields of today and with those of version 20.6. */
export const encodeWrongVersion = (wrong: WrongVersion) =>
  encodeFrame((writer) =>
    writer.message(APPEND_RESP.wrongVersion, (fields) => {
      writeCurrent(fields, wrong.current, { revision: 1, noStream: 2 })
      writeLegacyExpected(fields, wrong.expected)
      writeCurrent(fields, wrong.current, { revision: 6, noStream: 7 })
      writeExpected(fields, wrong.expected, { revision: 8, any: 9, streamExists: 10, noStream: 11 })
    }),
  )

/** `DeleteResp` and `TombstoneResp`. */
export const encodeDeleted = (position: number) =>
  encodeFrame((writer) => writer.message(1, (fields) => writePosition(fields, position)))

/** `BatchAppendResp` echoes what it answers to. */
export type BatchEcho = { readonly correlationId: Buffer; readonly streamIdentifier: Buffer | null }

const BATCH_RESP = { correlationId: 1, error: 2, success: 3, streamIdentifier: 4 } as const

export const encodeBatchAppended = (echo: BatchEcho, outcome: Appended) =>
  encodeBatch(echo, (writer) =>
    writer.message(BATCH_RESP.success, (success) => writeSuccess(success, outcome)),
  )

/** `google.rpc.Code`. */
const CODE = {
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
} as const

type Refusal = {
  readonly code: number
  /** The client recognises the refusal by it. */
  readonly type: string
  /** For a person who reads the client's log; the type where it says enough. */
  readonly message?: string
  readonly writeDetails?: (writer: WireWriter) => void
}

/** Why a batch append was refused, for its answer. */
export const REFUSALS = {
  timeout: { code: CODE.deadlineExceeded, type: 'Timeout' },
  notWritten: { code: CODE.unknown, type: 'Unknown', message: NOT_WRITTEN },
  maxAppendSize: {
    code: CODE.invalidArgument,
    type: 'MaximumAppendSizeExceeded',
    writeDetails: (writer: WireWriter) => writer.uint64(1, MAX_APPEND_BYTES),
  },
} as const satisfies Record<string, Refusal>

export const badRequest = (message: string): Refusal => ({
  code: CODE.invalidArgument,
  type: 'BadRequest',
  writeDetails: (writer) => writer.text(1, message),
})

export const streamDeletedRefusal = (echo: BatchEcho): Refusal => ({
  code: CODE.notFound,
  type: 'StreamDeleted',
  writeDetails: (writer) => {
    if (echo.streamIdentifier !== null) writer.bytes(1, echo.streamIdentifier)
  },
})

export const wrongVersionRefusal = (wrong: WrongVersion): Refusal => ({
  code: CODE.alreadyExists,
  type: 'WrongExpectedVersion',
  writeDetails: (writer) => {
    writeCurrent(writer, wrong.current, { revision: 1, noStream: 2 })
    writeExpected(writer, wrong.expected, { revision: 3, any: 4, streamExists: 5, noStream: 6 })
  },
})

/** The error is a `google.rpc.Status` whose details are the message named by `type`. */
export const encodeBatchRefused = (echo: BatchEcho, refusal: Refusal) =>
  encodeBatch(echo, (writer) =>
    writer.message(BATCH_RESP.error, (status) => {
      status.uint64(1, refusal.code)
      status.text(2, refusal.message ?? refusal.type)
      status.message(3, (any) => {
        any.text(1, `type.googleapis.com/event_store.client.${refusal.type}`)
        any.message(2, refusal.writeDetails ?? (() => {}))
      })
    }),
  )

function encodeBatch(echo: BatchEcho, writeOutcome: (writer: WireWriter) => void): Buffer {
  return encodeFrame((writer) => {
    writer.bytes(BATCH_RESP.correlationId, echo.correlationId)
    writeOutcome(writer)
    if (echo.streamIdentifier !== null) {
      writer.bytes(BATCH_RESP.streamIdentifier, echo.streamIdentifier)
    }
  })
}

function writeSuccess(writer: WireWriter, { revision, position }: Appended): void {
  writeCurrent(writer, revision, SUCCESS)
  if (position === null) writer.empty(SUCCESS.noPosition)
  else writer.message(SUCCESS.position, (fields) => writePosition(fields, position))
}

function writePosition(writer: WireWriter, position: number): void {
  writer.uint64(1, position)
  writer.uint64(2, position)
}

function writeCurrent(
  writer: WireWriter,
  current: number,
  fields: { readonly revision: number; readonly noStream: number },
): void {
  if (current < 0) writer.empty(fields.noStream)
  else writer.uint64(fields.revision, wireRevision(current))
}

function writeExpected(
  writer: WireWriter,
  expected: ExpectedRevision,
  fields: { revision: number; any: number; streamExists: number; noStream: number },
): void {
  if (typeof expected === 'bigint') writer.uint64(fields.revision, expected)
  else if (expected === 'any') writer.empty(fields.any)
  else if (expected === 'stream_exists') writer.empty(fields.streamExists)
  else writer.empty(fields.noStream)
}

function writeLegacyExpected(writer: WireWriter, expected: ExpectedRevision): void {
  if (expected === 'any') writer.empty(4)
  else if (expected === 'stream_exists') writer.empty(5)
  else writer.uint64(3, expected === 'no_stream' ? NO_STREAM_AS_REVISION : expected)
}
