/** What is needed of `process`, so that only `main.ts` has to know it. */
export type SignalSource = {
  on(signal: 'SIGTERM' | 'SIGINT' | 'SIGHUP', listener: () => void): unknown
  exit(code: number): void
}

/** The promise of the product: whoever is asked to stop has ended within 10 s. */
const DRAIN_LIMIT_MS = 10_000

/**
 * Aborts on the first SIGTERM, SIGINT or SIGHUP: stop taking work, finish what has begun, end.
 * Ends the process with code 1 if that hangs beyond the limit, and at once on a second
 * SIGINT: a person who presses Ctrl-C twice means it, while a second SIGTERM or SIGHUP is a program's habit.
 */
export function abortOnSignals(source: SignalSource, drainLimitMs = DRAIN_LIMIT_MS): AbortSignal {
  const controller = new AbortController()

  const stop = () => {
    if (controller.signal.aborted) return
    setTimeout(() => source.exit(1), drainLimitMs).unref()
    controller.abort()
  }
  source.on('SIGINT', () => (controller.signal.aborted ? source.exit(1) : stop()))
  source.on('SIGTERM', stop)
  source.on('SIGHUP', stop) // the terminal was closed
  return controller.signal
}
