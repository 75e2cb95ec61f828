import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { asUnavailable } from '@deskhive/shared/read-model/database-error.ts'
import { LogInUse, UnknownLog } from '../event-store-node/storage/database.ts'
import { CannotStart } from '../local/part.ts'

/**
 * What keeps a command from its work where neither it nor its caller has made a mistake: a store that is down or
 * lets nobody in, a file that may not be read, a full disk.
 * @returns a sentence, or null where it is a fault of ours
 */
export function explain(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const isTold = [CannotStart, LogInUse, UnknownLog].some((kind) => error instanceof kind)
  if (isTold || isAboutFile(error)) return error.message
  if (isRefusedByPostgres(error)) return `PostgreSQL refuses: ${error.message}`
  const outage = asUnavailable(error)
  return outage instanceof Unavailable ? explainOutage(outage) : null
}

export function explainOutage({ message, cause }: Unavailable): string {
  const first = cause instanceof AggregateError ? cause.errors[0] : cause
  const reason = first instanceof Error ? first.message : ''
  return reason === '' || message.includes(reason) ? message : `${message}: ${reason}`
}

/** Node's message says what was not possible, and with which path. */
function isAboutFile(error: Error): boolean {
  return 'syscall' in error && 'path' in error && error.syscall !== 'connect'
}

/** Classes of SQLSTATE: who asks is not let in, or asks for a database that is not there. */
function isRefusedByPostgres(error: Error): boolean {
  return 'code' in error && /^(28|3D)[0-9A-Z]{3}$/.test(String(error.code))
}
