import { type DestinationStream, type Logger, pino } from 'pino'
import { withoutSecrets } from './without-secrets.ts'

export type { Logger }

/**
 * JSON lines with `time` (ISO 8601), `level` (a word), `service`, `msg`.
 * Written synchronously: what was logged before a crash is there after it.
 * @param destination standard output unless given
 */
export function createLogger(
  options: { service: string; level?: string },
  destination?: DestinationStream,
): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, error: describeError },
      // On the finished line, because pino's own redaction knows fixed paths only, and a secret may
      // as well sit deep in an object, in a message or in the text of an error.
      hooks: { streamWrite: withoutSecrets },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  )
}

/**
 * What PostgreSQL says beside its message: rows and statements, with the names and texts of people in them. And the
 * connection that was lost, with all that the driver keeps of it.
 */
const LEFT_OUT = ['detail', 'where', 'internalQuery', 'client']

function describeError(error: Error): object {
  return inBrief(pino.stdSerializers.err(error))
}

function inBrief(described: object): object {
  return Object.fromEntries(
    Object.entries(described)
      .filter(([field]) => !LEFT_OUT.includes(field))
      .map(([field, value]) => [
        field,
        field === 'aggregateErrors' && Array.isArray(value) ? value.map(inBrief) : value,
      ]),
  )
}
