import { messageOf } from '../kernel/message-of.ts'
import type { Logger } from '../observability/logger.ts'

/** Often enough to be met in a log that is looked at, and little beside what else stands there. */
const REPEAT_EVERY_MS = 30 * 60_000

type WatchOptions = {
  readonly logger: Logger
  /** Gets what is the matter when that changes, null when all is well again. */
  readonly onTrouble?: ((trouble: string | null) => void) | undefined
  /** Milliseconds. */
  readonly now?: () => number
}

/** What is tried again each second need not be logged each second. */
export function watchTrouble({ logger, onTrouble, now = Date.now }: WatchOptions) {
  let current: string | null = null
  let loggedAt = 0
  const change = (next: string | null): void => {
    if (next !== current) onTrouble?.(next)
    current = next
  }
  return {
    /** @param what is not done, as the first half of a sentence */
    note: (what: string, error: unknown): void => {
      const isKnown = current?.startsWith(`${what}: `) === true
      change(`${what}: ${messageOf(error)}`)
      if (isKnown && now() - loggedAt < REPEAT_EVERY_MS) return
      loggedAt = now()
      logger.error({ err: error }, `${what}; it is tried again`)
    },
    end: () => change(null),
  }
}
