/** What is needed of `process`, so that only `main.ts` has to know it. */
export type SignalSource = {
  on(signal: 'SIGTERM' | 'SIGINT' | 'SIGHUP', listener: () => void): unknown
  exit(code: number): void
}

/** The promise of the product: whoever is asked to stop has ended within 10 s, the ending itself included. */
const DRAIN_LIMIT_MS = 9_500

/** Under npm one Ctrl-C comes twice, from the terminal and from npm, which passes it on a moment later. */
const SAME_KEYPRESS_MS = 1000

/**
 * Aborts on the first SIGTERM, SIGINT or SIGHUP: stop taking work, finish what has begun, end.
 * Ends the process with code 1 if that hangs beyond the limit, and at once on a later
 * SIGINT: a person who presses Ctrl-C again means it, while a second SIGTERM or SIGHUP is a program's habit.
 */
export function abortOnSignals(source: SignalSource, drainLimitMs = DRAIN_LIMIT_MS): AbortSignal {
  const controller = new AbortController()
  let isKeypressOver = false

  const stop = () => {
    if (controller.signal.aborted) return
    setTimeout(() => source.exit(1), drainLimitMs).unref()
    setTimeout(() => void (isKeypressOver = true), SAME_KEYPRESS_MS).unref()
    controller.abort()
  }
  source.on('SIGINT', () => (isKeypressOver ? source.exit(1) : stop()))
  source.on('SIGTERM', stop)
  source.on('SIGHUP', stop) // the terminal was closed
  return controller.signal
}
