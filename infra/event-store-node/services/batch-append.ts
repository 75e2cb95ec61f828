import type { Logger } from '@deskhive/shared/observability/logger.ts'
import type { WireReader } from '@deskhive/shared/wire/wire-reader.ts'
import type { GrpcCall } from '#event-store-node/grpc/call.ts'
import type { GrpcMethod, MessageHandler } from '#event-store-node/grpc/method.ts'
import { GrpcError } from '#event-store-node/grpc/status.ts'
import { decodeProposedEvent, sizeOf } from '#event-store-node/protocol/decode-append.ts'
import {
  type BatchMessage,
  type BatchOptions,
  decodeBatchMessage,
} from '#event-store-node/protocol/decode-batch-append.ts'
import {
  type BatchEcho,
  badRequest,
  encodeBatchAppended,
  encodeBatchRefused,
  REFUSALS,
  streamDeletedRefusal,
  wrongVersionRefusal,
} from '#event-store-node/protocol/encode-append.ts'
import { MAX_APPEND_BYTES } from '#event-store-node/protocol/errors.ts'
import type { AppendOutcome, ExpectedRevision } from '#event-store-node/storage/append.ts'
import { appending, type EventLog } from '#event-store-node/storage/event-log.ts'
import type { ProposedEvent } from '#event-store-node/storage/record.ts'

/** An append whose messages have not all come. */
type Growing = {
  readonly echo: BatchEcho
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly deadlineMs: number
  readonly events: ProposedEvent[]
  size: number
  timer: NodeJS.Timeout | undefined
}

/** How long half an append is kept when its client set no deadline and does not send the rest. */
const LONGEST_WAIT_MS = 30_000

/**
 * `Streams.BatchAppend`: one call for as long as the client lives, with many appends at once, each answered
 * exactly once: a second answer to one correlation id would break the client.
 */
export function batchAppendMethod(context: { log: EventLog; logger: Logger }): GrpcMethod {
  return (call) => new BatchAppendCall(call, context)
}

class BatchAppendCall implements MessageHandler {
  readonly #call: GrpcCall
  readonly #log: EventLog
  readonly #logger: Logger
  /** By the bytes of the correlation id. */
  readonly #growing = new Map<string, Growing>()
  #answers: Buffer[] = []
  #unanswered = 0
  #hasEnded = false

  constructor(call: GrpcCall, context: { log: EventLog; logger: Logger }) {
    this.#call = call
    this.#log = context.log
    this.#logger = context.logger
    call.signal.addEventListener('abort', () => {
      for (const append of this.#growing.values()) clearTimeout(append.timer)
    })
  }

  onMessage(bytes: Buffer): void {
    const message = decodeBatchMessage(bytes)
    const key = message.correlationId.toString('latin1')
    try {
      const append = this.#growing.get(key) ?? this.#begin(message)
      if (append !== null) this.#grow(key, append, message)
    } catch (error) {
      if (!(error instanceof GrpcError)) throw error
      this.#drop(key)
      this.#refuse(echoOf(message), badRequest(error.message))
    }
  }

  onEnd(): void {
    this.#hasEnded = true
    this.#endIfAnswered()
  }

  /** Null where the first message is refused, or what came belongs to an append that was. */
  #begin(message: BatchMessage): Growing | null {
    const { options } = message
    if (options === null) return null

    const echo = echoOf(message)
    const refusal = refusalOf(options)
    if (refusal !== null) {
      this.#refuse(echo, refusal)
      return null
    }
    const deadlineMs = Math.min(options.deadlineMs ?? Infinity, Date.now() + LONGEST_WAIT_MS)
    const { stream, expected } = options
    return {
      echo,
      stream,
      expected: expected ?? 'any',
      deadlineMs,
      events: [],
      size: 0,
      timer: undefined,
    }
  }

  #grow(key: string, append: Growing, message: BatchMessage): void {
    this.#addEvents(append, message.events)
    if (append.size > MAX_APPEND_BYTES) {
      this.#drop(key)
      this.#refuse(append.echo, REFUSALS.maxAppendSize)
    } else if (message.isFinal) {
      this.#drop(key)
      this.#write(append)
    } else if (append.timer === undefined) this.#await(key, append)
  }

  #addEvents(append: Growing, events: readonly WireReader[]): void {
    for (const reader of events) {
      const event = decodeProposedEvent(reader)
      append.size += sizeOf(event)
      append.events.push(event)
    }
  }

  #await(key: string, append: Growing): void {
    this.#growing.set(key, append)
    append.timer = setTimeout(
      () => {
        this.#drop(key)
        this.#refuse(append.echo, REFUSALS.timeout)
      },
      Math.max(0, append.deadlineMs - Date.now()),
    )
  }

  #drop(key: string): void {
    clearTimeout(this.#growing.get(key)?.timer)
    this.#growing.delete(key)
  }

  #write(append: Growing): void {
    const { echo, stream, expected, events } = append
    const write = appending({ stream, expected, events })
    this.#unanswered += 1
    this.#log.write((transaction) => (isLate(append) ? { kind: 'expired' } : write(transaction)), {
      told: (outcome) => {
        this.#unanswered -= 1
        this.#answer(encodeOutcome(append, outcome))
      },
      failed: (error) => {
        this.#logger.error({ err: error, stream }, 'append could not be written')
        this.#unanswered -= 1
        this.#refuse(echo, REFUSALS.notWritten)
      },
    })
  }

  #refuse(echo: BatchEcho, refusal: Parameters<typeof encodeBatchRefused>[1]): void {
    this.#answer(encodeBatchRefused(echo, refusal))
  }

  // All answers of one commit go out in one write.
  #answer(frame: Buffer): void {
    this.#answers.push(frame)
    if (this.#answers.length > 1) return
    queueMicrotask(() => {
      const frames = this.#answers
      this.#answers = []
      const drained = this.#call.write(Buffer.concat(frames))
      if (drained !== null) this.#call.pauseUntil(drained)
      this.#endIfAnswered()
    })
  }

  #endIfAnswered(): void {
    const isDone = this.#unanswered === 0 && this.#answers.length === 0
    if (this.#hasEnded && isDone) this.#call.end()
  }
}

function refusalOf(options: BatchOptions) {
  if (options.streamIdentifier === null) return badRequest('The request names no stream')
  if (options.stream === '') return badRequest('The stream has no name')
  if (options.expected === null) return badRequest('The request expects no revision')
  return isLate(options) ? REFUSALS.timeout : null
}

// The client has no timer of its own: it waits until it is told.
const isLate = ({ deadlineMs }: { readonly deadlineMs: number | null }) =>
  deadlineMs !== null && deadlineMs <= Date.now()

const echoOf = (message: BatchMessage): BatchEcho => ({
  correlationId: message.correlationId,
  streamIdentifier: message.options?.streamIdentifier ?? null,
})

function encodeOutcome(append: Growing, outcome: AppendOutcome): Buffer {
  const { echo, expected } = append
  switch (outcome.kind) {
    case 'appended':
      return encodeBatchAppended(echo, outcome)
    case 'wrong-expected-version':
      return encodeBatchRefused(echo, wrongVersionRefusal({ expected, current: outcome.current }))
    case 'stream-deleted':
      return encodeBatchRefused(echo, streamDeletedRefusal(echo))
    case 'expired':
      return encodeBatchRefused(echo, REFUSALS.timeout)
    default:
      return outcome satisfies never
  }
}
