import type { GrpcCall } from './call.ts'
import { GrpcError, STATUS } from './status.ts'

/** Takes the messages of one call, in order. What it throws ends the call. */
export type MessageHandler = {
  onMessage(message: Buffer): void
  /** The client has sent all it wants to send. */
  onEnd(): void
}

export type GrpcMethod = (call: GrpcCall) => MessageHandler

/** By path, e.g. `/event_store.client.streams.Streams/Read`. */
export type GrpcMethods = ReadonlyMap<string, GrpcMethod>

/** A method that is asked once: further messages are ignored, none at all is an error. */
export function askedOnce(answer: (message: Buffer, call: GrpcCall) => void): GrpcMethod {
  return (call) => {
    let isAsked = false
    return {
      onMessage: (message) => {
        if (isAsked) return
        isAsked = true
        answer(message, call)
      },
      onEnd: () => {
        if (!isAsked) throw new GrpcError(STATUS.internal, 'Incomplete message.')
      },
    }
  }
}
