import type { Logger } from '../observability/logger.ts'

/** An outage repeats the same error several times a second. */
const REPEAT_AFTER_MS = 10_000

/** Logs an error of a connection that mends itself, and the same one again only after a while. */
export function errorLog(logger: Logger, message: string): (error: unknown) => void {
  const lastLogged = new Map<string, number>()

  return (error) => {
    const text = String(error)
    const now = performance.now()
    if (now - (lastLogged.get(text) ?? -REPEAT_AFTER_MS) < REPEAT_AFTER_MS) return
    if (lastLogged.size > 100) lastLogged.clear()
    lastLogged.set(text, now)
    logger.warn({ err: error }, message)
  }
}
