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
      serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
      // On the finished line, because pino's own redaction knows fixed paths only, and a secret may
      // as well sit deep in an object, in a message or in the text of an error.
      hooks: { streamWrite: withoutSecrets },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  )
}
