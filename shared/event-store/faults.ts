import {
  CancelledError,
  DeadlineExceededError,
  isCommandError,
  NotLeaderError,
  TimeoutError,
  UnavailableError,
  UnknownError,
} from '@eventstore/db-client'
import { Unavailable } from '../kernel/unavailable.ts'

/** gRPC's number for a fault inside the transport, e.g. a stream that was reset. */
const GRPC_INTERNAL = 13

/**
 * Whether the log itself has answered. Everything else (no connection, out of time, cut off) says nothing
 * about whether the request was carried out.
 */
export function isAnswer(error: unknown): boolean {
  if (!(error instanceof Error) || !isCommandError(error)) return false
  if (error instanceof UnknownError) return error.code !== undefined && error.code !== GRPC_INTERNAL
  return !(
    error instanceof UnavailableError ||
    error instanceof CancelledError ||
    error instanceof DeadlineExceededError ||
    error instanceof TimeoutError ||
    error instanceof NotLeaderError
  )
}

/** The node is there but was too slow: a new connection would not help. */
export function isTimeoutAnswer(error: unknown): boolean {
  return error instanceof DeadlineExceededError && error.code === undefined
}

export function unavailable(cause: unknown): Unavailable {
  if (cause instanceof Unavailable) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new Unavailable('event-store', `The event store does not answer: ${reason}`, { cause })
}
