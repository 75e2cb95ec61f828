import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import type { Logger } from '@deskhive/shared/observability/logger.ts'
import { FrameParser, RefusedFrame } from '@deskhive/shared/wire/frame-parser.ts'
import { MalformedMessage } from '@deskhive/shared/wire/wire-reader.ts'
import { GrpcCall } from './call.ts'
import type { GrpcMethods, MessageHandler } from './method.ts'
import { GrpcError, STATUS } from './status.ts'

const UNSUPPORTED_MEDIA_TYPE = 415

/** Serves one HTTP/2 request as a gRPC call; null where it is none. */
export function serveCall(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  context: { methods: GrpcMethods; logger: Logger },
): GrpcCall | null {
  stream.on('error', (error) => context.logger.debug({ err: error }, 'call broke off'))
  if (!headers['content-type']?.startsWith('application/grpc')) {
    stream.respond({ ':status': UNSUPPORTED_MEDIA_TYPE }, { endStream: true })
    return null
  }

  const call = new GrpcCall(stream, headers)
  const method = context.methods.get(headers[':path'] ?? '')
  if (method === undefined) {
    call.fail(new GrpcError(STATUS.unimplemented, 'Service is unimplemented.'))
    return call
  }

  receive(stream, call, { handler: method(call), logger: context.logger })
  return call
}

function receive(
  stream: ServerHttp2Stream,
  call: GrpcCall,
  context: { handler: MessageHandler; logger: Logger },
): void {
  const { handler, logger } = context
  const parser = new FrameParser()
  const guarded = (step: () => void) => {
    if (call.isOver) return
    try {
      step()
    } catch (error) {
      call.fail(asGrpcError(error, logger))
    }
  }

  stream.on('data', (chunk: Buffer) =>
    guarded(() => {
      for (const message of parser.push(chunk)) {
        if (!call.isOver) handler.onMessage(message)
      }
    }),
  )
  stream.on('end', () => guarded(() => handler.onEnd()))
}

const statusOf = {
  compressed: STATUS.unimplemented,
  'too-large': STATUS.resourceExhausted,
} as const

/** A fault of ours is logged here, once, and shown to the client without detail. */
export function asGrpcError(error: unknown, logger: Logger): GrpcError {
  if (error instanceof GrpcError) return error
  if (error instanceof MalformedMessage) return new GrpcError(STATUS.internal, error.message)
  if (error instanceof RefusedFrame) return new GrpcError(statusOf[error.reason], error.message)

  logger.error({ err: error }, 'call failed')
  return new GrpcError(STATUS.unknown, 'Exception was thrown by handler.')
}
