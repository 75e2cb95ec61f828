import {
  CancelledError,
  DeadlineExceededError,
  isCommandError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  TimeoutError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client'
import { Refused } from '../../kernel/refused.ts'
import { type Append, StreamDeleted, WrongRevision } from '../event-store.ts'
import { LogRefused, Unanswered, unansweredStatuses } from '../transport.ts'

type Call = { readonly stream?: string; readonly expected?: Append['expected'] }

/** What a call threw, in the words of `transport.ts`. */
export function explain(error: unknown, { stream = '', expected = 'no_stream' }: Call = {}): Error {
  if (error instanceof Unanswered) return error
  if (!isAnswer(error)) return new Unanswered(error, isTimeoutAnswer(error))
  if (error instanceof WrongExpectedVersionError) {
    const { actualVersion } = error
    const actual = actualVersion === 'no_stream' ? actualVersion : Number(actualVersion)
    return new WrongRevision({ stream, expected, actual }, error)
  }
  if (error instanceof StreamDeletedError) return new StreamDeleted(stream, error)
  if (error instanceof MaxAppendSizeExceededError) {
    return new Refused('INVALID', 'This is more than can be recorded at once')
  }
  return new LogRefused(error.message, { cause: error })
}

/**
 * Whether the log itself has answered. Everything else (no connection, out of time, cut off) says nothing
 * about whether the request was carried out.
 */
function isAnswer(error: unknown): error is Error {
  if (!(error instanceof Error) || !isCommandError(error)) return false
  if (error instanceof UnknownError) {
    return error.code !== undefined && !unansweredStatuses.has(error.code)
  }
  return !(
    error instanceof UnavailableError ||
    error instanceof CancelledError ||
    error instanceof DeadlineExceededError ||
    error instanceof TimeoutError ||
    error instanceof NotLeaderError
  )
}

/** The node is there but was too slow: a new connection would not help. */
function isTimeoutAnswer(error: unknown): boolean {
  return error instanceof DeadlineExceededError && error.code === undefined
}
