import type { Logger } from '@deskhive/shared/observability/logger.ts'
import { WireReader } from '@deskhive/shared/wire/wire-reader.ts'
import type { GrpcCall } from '#event-store-node/grpc/call.ts'
import { askedOnce, type GrpcMethod } from '#event-store-node/grpc/method.ts'
import {
  decodeAppendMessage,
  decodeDelete,
  sizeOf,
} from '#event-store-node/protocol/decode-append.ts'
import {
  encodeAppended,
  encodeDeleted,
  encodeWrongVersion,
} from '#event-store-node/protocol/encode-append.ts'
import {
  MAX_APPEND_BYTES,
  maxAppendSizeExceeded,
  notWritten,
  streamDeleted,
  unknownError,
  wrongExpectedVersion,
} from '#event-store-node/protocol/errors.ts'
import type { AppendOutcome, ExpectedRevision } from '#event-store-node/storage/append.ts'
import {
  appending,
  deleting,
  type EventLog,
  ending,
  type Write,
} from '#event-store-node/storage/event-log.ts'
import type { ProposedEvent } from '#event-store-node/storage/record.ts'

export type WriteContext = { readonly log: EventLog; readonly logger: Logger }

type Target = { readonly stream: string; readonly expected: ExpectedRevision }

/** `Streams.Append`: options, then the events one by one, written when the client has sent all. */
export function appendMethod(context: WriteContext): GrpcMethod {
  return (call) => {
    let target: Target | null = null
    const events: ProposedEvent[] = []
    let size = 0
    return {
      onMessage: (bytes) => {
        const message = decodeAppendMessage(new WireReader(bytes))
        if (target === null) {
          target = checkTarget(message.kind === 'options' ? message.options : null)
          return
        }
        if (message.kind !== 'event') throw unknownError('The request is not an event')
        size += sizeOf(message.event)
        if (size > MAX_APPEND_BYTES) throw maxAppendSizeExceeded()
        events.push(message.event)
      },
      onEnd: () => {
        const { stream, expected } = checkTarget(target)
        const write = appending({ stream, expected, events })
        answerWhenWritten(call, { ...context, stream, write }, (outcome) =>
          answerAppend(call, { stream, expected }, outcome),
        )
      },
    }
  }
}

/** `Streams.Delete`: hides what the stream has. */
export const deleteMethod = (context: WriteContext) => endingMethod(context, deleting)

/** `Streams.Tombstone`: ends the stream for ever. */
export const tombstoneMethod = (context: WriteContext) => endingMethod(context, ending)

function endingMethod(context: WriteContext, asWrite: (target: Target) => Write): GrpcMethod {
  return askedOnce((message, call) => {
    const target = checkTarget(decodeDelete(new WireReader(message)))
    const work = { ...context, stream: target.stream, write: asWrite(target) }
    answerWhenWritten(call, work, (outcome) => {
      if (outcome.kind === 'appended') return call.end(encodeDeleted(outcome.position ?? 0))
      if (outcome.kind === 'stream-deleted') return call.fail(streamDeleted(target.stream))
      if (outcome.kind === 'expired') return
      const versions = { expected: target.expected, current: outcome.current }
      call.fail(wrongExpectedVersion(target.stream, versions))
    })
  })
}

function answerAppend(call: GrpcCall, target: Target, outcome: AppendOutcome): void {
  switch (outcome.kind) {
    case 'appended':
      return call.end(encodeAppended(outcome))
    case 'wrong-expected-version':
      return call.end(encodeWrongVersion({ expected: target.expected, current: outcome.current }))
    case 'stream-deleted':
      return call.fail(streamDeleted(target.stream))
    case 'expired':
      return
    default:
      outcome satisfies never
  }
}

// A call that ended while it waited (deadline, client gone) is not written: nobody would hear of it.
function answerWhenWritten(
  call: GrpcCall,
  { log, logger, stream, write }: WriteContext & { stream: string; write: Write },
  told: (outcome: AppendOutcome) => void,
): void {
  log.write((transaction) => (call.isOver ? EXPIRED : write(transaction)), {
    told,
    failed: (error) => {
      logger.error({ err: error, stream }, 'append could not be written')
      call.fail(notWritten())
    },
  })
}

const EXPIRED: AppendOutcome = { kind: 'expired' }

function checkTarget(choice: { stream: string; expected: ExpectedRevision | null } | null): Target {
  if (choice === null) throw unknownError('The request has no options')
  if (choice.stream === '') throw unknownError('The stream has no name')
  if (choice.expected === null) throw unknownError('The request expects no revision')
  return { stream: choice.stream, expected: choice.expected }
}
