import type { Logger } from '@deskhive/shared/observability/logger.ts'
import { WireReader } from '@deskhive/shared/wire/wire-reader.ts'
import type { GrpcCall } from '#event-store-node/grpc/call.ts'
import { askedOnce, type GrpcMethod } from '#event-store-node/grpc/method.ts'
import { asGrpcError } from '#event-store-node/grpc/serve-call.ts'
import { decodeRead, type ReadRequest } from '#event-store-node/protocol/decode-read.ts'
import { invalidArgument, unknownError } from '#event-store-node/protocol/errors.ts'
import type { EventLog } from '#event-store-node/storage/event-log.ts'
import { EventEncoder } from './event-encoder.ts'
import { createFilter, type EventFilter } from './event-filter.ts'
import { readAll } from './read-all.ts'
import { readStream } from './read-stream.ts'
import { allSubject } from './subscribe-all.ts'
import { streamSubject } from './subscribe-stream.ts'
import { subscribe } from './subscription.ts'

type Context = { readonly log: EventLog; readonly logger: Logger }

/** `Streams.Read`: reads and subscriptions, of a stream or of all. */
export function readMethod(context: Context): GrpcMethod {
  return askedOnce((message, call) => {
    const request = decodeRead(new WireReader(message))
    if (request === null) throw unknownError('The request has no options')

    answer(call, request, context.log).catch((error: unknown) => {
      call.fail(asGrpcError(error, context.logger))
    })
  })
}

async function answer(call: GrpcCall, request: ReadRequest, log: EventLog): Promise<void> {
  const encoder = new EventEncoder({ log, ...request })
  const checked = checkCombination(request)
  if (request.isSubscription) {
    if (checked.filter?.checkpointInterval === 0)
      throw unknownError('The interval must be positive')
    const subject =
      checked.source.kind === 'all'
        ? allSubject({ from: checked.source.from, filter: checked.filter }, { log, encoder })
        : streamSubject(checked.source, { log, encoder })
    return subscribe(call, subject, { feed: log.feed, encoder })
  }

  const maxCount = countOf(request)
  const { isBackwards } = request
  if (checked.source.kind === 'all') {
    const read = { from: checked.source.from, filter: checked.filter, isBackwards, maxCount }
    return readAll(call, read, { log, encoder })
  }
  const tellsBounds = request.compatibility >= 1
  const read = { ...checked.source, isBackwards, maxCount, tellsBounds }
  return readStream(call, read, { log, encoder })
}

type Checked = {
  readonly source:
    | { kind: 'stream'; stream: string; from: bigint | 'start' | 'end' }
    | { kind: 'all'; from: { commit: bigint; prepare: bigint } | 'start' | 'end' }
  readonly filter: EventFilter | null
}

/** Only some choices go together; the rest is INVALID_ARGUMENT, as with the real node. */
function checkCombination(request: ReadRequest): Checked {
  const { source, filter } = request
  if (source === null || filter === null) throw invalidCombination()
  if (request.isSubscription && request.isBackwards) throw invalidCombination()
  if (source.kind === 'stream') {
    if (filter !== 'none') throw invalidCombination()
    if (source.from === null) throw unknownError('The request names no revision to start from')
    return { source: { ...source, from: source.from }, filter: null }
  }
  if (source.from === null) throw unknownError('The request names no position to start from')
  return {
    source: { ...source, from: source.from },
    filter: filter === 'none' ? null : createFilter(filter),
  }
}

function countOf({ count }: ReadRequest): number {
  if (count === null) throw invalidCombination()
  if (count === 0n) throw unknownError('The count must be positive')
  return Number(count)
}

const invalidCombination = () => invalidArgument('The combination of options is invalid.')
