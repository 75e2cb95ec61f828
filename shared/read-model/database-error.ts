import { Unavailable } from '../kernel/unavailable.ts'

/** Classes of SQLSTATE that tell of the server's state and not of the statement. */
const unavailableClasses = new Set([
  '08', // connection exception
  '53', // insufficient resources: connections, disk, memory
  '57', // operator intervention: shutting down, starting up, statement timeout
  '58', // system error: input and output failed
])

/** This process was stopped, or its machine asleep, within a transaction, and the server ended that. */
const STOOD_STILL_TOO_LONG = '25P03'

/** What Node says of a socket that is not, or no longer, there. */
const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // the file of a Unix socket
])

/** The driver has no codes for these. */
const unavailableMessages = [
  /^Connection terminated/,
  /^timeout exceeded when trying to connect/,
  /^Query read timeout/,
  /^Client (was closed|has encountered a connection error)/,
  /^Cannot use a pool after calling end/,
]

/**
 * Tells a database that is down, starting, or out of time from a statement that is wrong.
 * @returns `Unavailable('database')` with the error as its cause, or the error itself
 */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof Unavailable || !isOutage(error)) return error
  return new Unavailable('database', 'The database does not answer', { cause: error })
}

/**
 * Undefined: table, column, function, schema. Read models of another version are not there or lack something.
 * Not supported: a plan for columns of other types than they have now.
 */
const lacking = new Set(['42P01', '42703', '42883', '3F000', '0A000'])

/**
 * Queries are written for the tables of this version. On a desk whose read models are of another one, what
 * can be answered from those is; the rest has to wait until they are rebuilt.
 * @returns `Unavailable('projection')` where something is not there, or the error itself
 */
export function asNotYetRebuilt(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!lacking.has(code)) return error
  const reason = isOfMigrations(error)
    ? 'The migrations of this version have not run on the database'
    : 'The read models are of another version'
  return new Unavailable('projection', reason, { cause: error })
}

/** Their schemas are always named; those of read models never, for it changes which of them serve. */
function isOfMigrations(error: unknown): boolean {
  return error instanceof Error && /"(notifier|desk|projection)[."]/.test(error.message)
}

function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOutage)
  if (!(error instanceof Error)) return false

  const code = 'code' in error ? String(error.code) : ''
  if (code === STOOD_STILL_TOO_LONG) return true
  if (/^[0-9A-Z]{5}$/.test(code) && unavailableClasses.has(code.slice(0, 2))) return true
  return (
    unavailableCodes.has(code) || unavailableMessages.some((message) => message.test(error.message))
  )
}
