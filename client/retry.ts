import { secondsIn } from './errors.ts'

export type Patience = {
  /** How long a request is tried again before its last outcome is told. 90 s unless given. */
  readonly patienceMs?: number
  /** Of one try. 20 s unless given: longer than any bounded wait of the desk. */
  readonly tryTimeoutMs?: number
  /** Before the second try; it doubles with each, up to 10 s, less up to a half by chance. 100 ms unless given. */
  readonly firstPauseMs?: number
  /** What sends a request; the platform's own `fetch` unless given. */
  readonly fetch?: typeof fetch
}

/** A whole minute of the rate limit, and time for what comes after it. */
const PATIENCE_MS = 90_000
const TRY_TIMEOUT_MS = 20_000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 10_000
/** Who is asked to come back later than that is told so instead. */
const LONGEST_RETRY_AFTER_S = 60

const writes = new Set(['POST', 'PUT', 'DELETE'])
/** Too many requests, and what a proxy or the desk answers while something is down. */
const passing = new Set([429, 502, 503, 504])

/**
 * `fetch` that tries again where no answer came or one that passes, and waits as `Retry-After` asks. A write
 * keeps its `Idempotency-Key` through all tries, so it is done once however often it was sent; one is made
 * where none is given. Whoever aborts is heard at once, also between tries.
 */
export function patientFetch(patience: Patience = {}): typeof fetch {
  const { patienceMs = PATIENCE_MS, fetch: send = globalThis.fetch } = patience

  return async (input, init) => {
    const request = new Request(input, init)
    if (writes.has(request.method) && !request.headers.has('idempotency-key')) {
      request.headers.set('idempotency-key', crypto.randomUUID())
    }
    const giveUpAt = Date.now() + patienceMs
    for (let tries = 1; ; tries += 1) {
      const outcome = await tryOnce(request, send, patience.tryTimeoutMs ?? TRY_TIMEOUT_MS)
      request.signal.throwIfAborted()
      const pauseMs = pauseAfter(outcome, tries, patience.firstPauseMs ?? FIRST_PAUSE_MS)
      if (pauseMs === null || Date.now() + pauseMs > giveUpAt) return settled(outcome)
      await discard(outcome)
      await pause(pauseMs, request.signal)
    }
  }
}

type Outcome = { readonly response: Response } | { readonly thrown: unknown }

async function tryOnce(request: Request, send: typeof fetch, timeoutMs: number): Promise<Outcome> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)])
  try {
    return { response: await send(new Request(request.clone(), { signal })) }
  } catch (thrown) {
    return { thrown }
  }
}

/** @returns milliseconds; `null` where the outcome is what there is to tell */
function pauseAfter(outcome: Outcome, tries: number, firstPauseMs: number): number | null {
  const growing = Math.min(firstPauseMs * 2 ** (tries - 1), LONGEST_PAUSE_MS)
  const jittered = growing * (1 - Math.random() / 2)
  if ('thrown' in outcome) return jittered

  const { status, headers } = outcome.response
  const asked = secondsIn(headers.get('retry-after'))
  // The same write is still running, in a try that was thought lost.
  const isRunning = status === 409 && asked !== null
  if (!passing.has(status) && !isRunning) return null
  if (asked === null) return jittered
  return asked > LONGEST_RETRY_AFTER_S ? null : Math.max(asked * 1_000, jittered)
}

function settled(outcome: Outcome): Response {
  if ('response' in outcome) return outcome.response
  throw outcome.thrown
}

/** An answer that nobody reads would hold its connection. */
async function discard(outcome: Outcome): Promise<void> {
  if ('response' in outcome) await outcome.response.body?.cancel()
}

/** @throws what the signal was aborted with */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
