import { backoffMs, pause } from '../kernel/pause.ts'
import { Unavailable } from '../kernel/unavailable.ts'
import { within } from '../kernel/within.ts'
import type { Logger } from '../observability/logger.ts'
import { type OpenTransport, type Transport, Unanswered } from './transport.ts'

/**
 * The transport for appends and reads, and its replacement when it breaks.
 *
 * connecting  → a new one every try, asked for the last event; nobody is given it before it answers.
 *               `lease` waits.
 * connected   → `lease` gives it at once.
 * `broken`    → whoever saw the fault reports it, the transport itself where nothing was under way. The
 *               first report retires it: its calls are ended, all of them settle, and only then the next one
 *               is made. That order matters to the official client: 6.2.1 keeps the appends of all its
 *               instances in one map, which an error on any stream empties, and the answer to an append
 *               that is no longer in there is an uncaught exception.
 */
export type Connection = AsyncDisposable & {
  /** @throws Unavailable after `timeoutMs` without a connection */
  readonly lease: (timeoutMs: number) => Promise<Lease>
  /** Runs a call that the retirement of its transport has to wait for. A retired one gets no more of them. */
  readonly use: <T>(lease: Lease, call: (transport: Transport) => Promise<T>) => Promise<T>
  readonly broken: (lease: Lease, cause: unknown) => void
  readonly isConnected: () => boolean
}

export type Lease = { readonly transport: Transport; calls: number; isRetired: boolean }

/** A node that is up answers the probe in a few ms; one that is frozen must not hold up the next try. */
const PROBE_TIMEOUT_MS = 1_000
const FIRST_PAUSE_MS = 25
const LONGEST_PAUSE_MS = 400
/** How long a retired transport's calls may take to end; each is cancelled, so this is a matter of ms. */
const RETIRE_TIMEOUT_MS = 1_000
const RETIRE_STEP_MS = 5

export function openConnection(openTransport: OpenTransport, logger?: Logger): Connection {
  const stop = new AbortController()
  let current: Lease | undefined
  let lastCause: unknown
  let connected = Promise.withResolvers<Lease>()

  const connect = async (): Promise<void> => {
    for (let attempt = 0; !stop.signal.aborted; attempt += 1) {
      const transport = openTransport((cause) => broken(lease, cause))
      const lease: Lease = { transport, calls: 0, isRetired: false }
      try {
        await probe(lease.transport)
        current = lease
        connected.resolve(lease)
        if (attempt > 0) logger?.info({ attempt }, 'event store connected')
        return
      } catch (cause) {
        lastCause = cause
        await lease.transport.close()
        await pause(backoffMs(attempt, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), stop.signal)
      }
    }
  }

  const broken = (lease: Lease, cause: unknown): void => {
    if (current !== lease) return
    current = undefined
    lastCause = cause
    connected = Promise.withResolvers()
    logger?.warn({ err: cause }, 'event store connection lost')
    connecting = retire(lease).then(connect)
  }
  let connecting = connect()

  const lease = async (timeoutMs: number): Promise<Lease> => {
    if (current !== undefined) return current
    if (stop.signal.aborted) throw new Unavailable('event-store', 'The event store is closed')
    return within(timeoutMs, connected.promise, () => asUnavailable(lastCause))
  }

  return {
    lease,
    use,
    broken,
    isConnected: () => current !== undefined,
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await connecting
      if (current !== undefined) await retire(current)
      current = undefined
    },
  }
}

async function probe(transport: Transport): Promise<void> {
  await transport.readAll({
    direction: 'backwards',
    from: 'end',
    maxCount: 1,
    timeoutMs: PROBE_TIMEOUT_MS,
  })
}

function asUnavailable(cause: unknown): Unavailable {
  return cause instanceof Unavailable ? cause : new Unanswered(cause ?? 'no connection')
}

async function use<T>(lease: Lease, call: (transport: Transport) => Promise<T>): Promise<T> {
  if (lease.isRetired) throw new Unanswered('the connection was just given up')
  lease.calls += 1
  try {
    return await call(lease.transport)
  } finally {
    lease.calls -= 1
  }
}

async function retire(lease: Lease): Promise<void> {
  lease.isRetired = true
  const giveUpAt = Date.now() + RETIRE_TIMEOUT_MS
  do {
    // Again and again: a call that was just starting opens its stream after the first time.
    await lease.transport.close()
    if (lease.calls > 0) await pause(RETIRE_STEP_MS)
  } while (lease.calls > 0 && Date.now() < giveUpAt)
}
