import pg from 'pg'
import { backoffMs, pause } from '../kernel/pause.ts'
import { logStart, type Position, parsePosition } from '../kernel/position.ts'
import type { Logger } from '../observability/logger.ts'

/**
 * Read your writes: who has appended waits here until the read models have it.
 *
 * Listening    a connection of its own hears each committed batch's position; a waiter is woken by that.
 * Connecting   the connection is down or being made: only the poll helps.
 * Polling      every POLL_MS, and only while someone waits: one query for all of them, for what NOTIFY lost.
 *
 * What was reached once is answered at once, as long as the connection stands. With it goes what was known:
 * the projector commits without waiting for the disk, so a crash of the database can take its last moments
 * back until they are projected again.
 */
export type PositionWaiter = AsyncDisposable & {
  /** The newest position known here: what the read models have at least. */
  readonly current: () => Position
  /** @returns whether the read models have the position; at once where they do, `false` after `timeoutMs` */
  readonly waitFor: (position: Position, timeoutMs: number) => Promise<boolean>
}

export type PositionWaiterOptions = {
  readonly databaseUrl: string
  /** The runner's `notifyChannel`; its payload is a position in decimal. */
  readonly channel: string
  /** Reads the checkpoint row. */
  readonly readPosition: () => Promise<Position | null>
  readonly logger?: Logger
}

/** Below what a person notices, and ten queries a second at most however many wait. */
const POLL_MS = 100
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2_000
const CONNECTION_TIMEOUT_MS = 2_000

export function createPositionWaiter(options: PositionWaiterOptions): PositionWaiter {
  const stop = new AbortController()
  const waiters = createWaiters()
  const listening = keepListening(options, waiters, stop.signal)
  const poll = createPoll(options, waiters, stop.signal)

  return {
    current: waiters.reached,
    waitFor: (position, timeoutMs) => {
      if (waiters.reached() >= position) return Promise.resolve(true)
      const waited = waiters.add(position, timeoutMs)
      poll()
      return waited
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      waiters.giveUp()
      await listening
    },
  }
}

type Waiters = {
  readonly reached: () => Position
  readonly reach: (position: Position) => void
  readonly forget: () => void
  readonly add: (position: Position, timeoutMs: number) => Promise<boolean>
  readonly count: () => number
  readonly giveUp: () => void
}

type Waiter = { readonly position: Position; readonly end: (reached: boolean) => void }

function createWaiters(): Waiters {
  const waiting = new Set<Waiter>()
  let reached = logStart

  return {
    reached: () => reached,
    count: () => waiting.size,
    reach: (position) => {
      if (position <= reached) return
      reached = position
      for (const waiter of waiting) if (waiter.position <= position) waiter.end(true)
    },
    forget: () => {
      reached = logStart
    },
    add: (position, timeoutMs) =>
      new Promise((resolve) => {
        const end = (hasReached: boolean): void => {
          clearTimeout(timer)
          waiting.delete(waiter)
          resolve(hasReached)
        }
        const timer = setTimeout(() => end(false), timeoutMs)
        const waiter = { position, end }
        waiting.add(waiter)
      }),
    giveUp: () => {
      for (const waiter of waiting) waiter.end(false)
    },
  }
}

/** @returns a function that starts the poll unless it runs; it stops when nobody waits any more */
function createPoll(
  { readPosition }: PositionWaiterOptions,
  waiters: Waiters,
  signal: AbortSignal,
): () => void {
  let isRunning = false
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await pause(POLL_MS, signal)
      if (waiters.count() === 0) break
      try {
        waiters.reach((await readPosition()) ?? logStart)
      } catch {
        // The waiters' own time limit tells the caller, and the next round tries again.
      }
    }
    isRunning = false
  }
  return () => {
    if (isRunning) return
    isRunning = true
    void run()
  }
}

async function keepListening(
  options: PositionWaiterOptions,
  waiters: Waiters,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      await listenOnce(options, waiters, signal, () => {
        failures = 0
      })
    } catch (error) {
      options.logger?.warn({ err: error }, 'not listening for positions, polling meanwhile')
    }
    await pause(backoffMs(failures, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), signal)
  }
}

/** Until the connection breaks, which throws, or `signal` aborts. */
async function listenOnce(
  { databaseUrl, channel, readPosition }: PositionWaiterOptions,
  waiters: Waiters,
  signal: AbortSignal,
  onListening: () => void,
): Promise<void> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'deskhive position waiter',
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    keepAlive: true,
  })
  const broken = new Promise<never>((_resolve, reject) => {
    client.on('error', reject)
    client.on('end', () => reject(new Error('The database ended the connection')))
  })
  broken.catch(() => undefined) // it may break before anyone waits for it
  client.on('notification', ({ payload }) => {
    const position = parsePosition(payload ?? '')
    if (position !== null) waiters.reach(position)
  })
  try {
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
    onListening()
    // What was committed before the LISTEN was told to nobody.
    waiters.reach((await readPosition()) ?? logStart)
    await Promise.race([broken, aborted(signal)])
  } finally {
    waiters.forget()
    await client.end().catch(() => undefined) // it is broken already
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
