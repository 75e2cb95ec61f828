import { backoffMs, pause } from '../kernel/pause.ts'
import { Unavailable } from '../kernel/unavailable.ts'
import type { Connection, Lease } from './connection.ts'
import type { Append, Appended } from './event-store.ts'
import { createSlots } from './slots.ts'
import { MOST_APPENDS_IN_FLIGHT, Unanswered } from './transport.ts'
import { within } from './within.ts'

/**
 * An append ends in one of three ways.
 *
 * answered      → done, or refused by the log: final.
 * never sent    → there was no connection for CONNECT_WAIT_MS: certainly not written, `Unavailable` at once,
 *                 so that a node that is down costs a caller less than 3 s.
 * outcome open  → sent, and then cut off or out of time: the identical append (same ids, same expected
 *                 revision) is repeated, which the log tells from a new one, until SETTLE_MS are over. Then
 *                 `Unavailable`, and the caller's retry must look first (`mayBeRepeat`).
 */
const CONNECT_WAIT_MS = 2_500
/** The API owes its caller a 503 within 3 s, also in the moment in which the log goes away. */
const SETTLE_MS = 2_700
const ATTEMPT_TIMEOUT_MS = 2_500
/** The node answers a deadline itself; a node that does not even do that is not there. */
const SILENCE_MS = 500
const FIRST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 500

export function createAppender(connection: Connection): (append: Append) => Promise<Appended> {
  const slots = createSlots(MOST_APPENDS_IN_FLIGHT)

  const takeTurn = async (giveUpAt: number): Promise<Lease> => {
    for (;;) {
      const lease = await connection.lease(giveUpAt - Date.now())
      if (!slots.takeAtOnce()) await slots.take()
      if (!lease.isRetired) return lease
      slots.give() // the connection broke while this append waited
    }
  }

  const attempt = async (append: Append, sendBy: number, endBy: number): Promise<Outcome> => {
    const lease = await takeTurn(sendBy)
    const waitMs = Math.min(ATTEMPT_TIMEOUT_MS + SILENCE_MS, endBy - Date.now())
    const call = connection
      .use(lease, (transport) => transport.append(append, ATTEMPT_TIMEOUT_MS))
      .finally(slots.give)
    try {
      return { done: await within(waitMs, call, () => silence(waitMs)) }
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      if (!(error instanceof Unanswered && error.isFromNode)) connection.broken(lease, error)
      return { open: error }
    }
  }

  return async (append) => {
    const startedAt = Date.now()
    const endBy = startedAt + SETTLE_MS
    let outcome = await attempt(append, Math.min(startedAt + CONNECT_WAIT_MS, endBy), endBy)
    for (let repeat = 0; 'open' in outcome; repeat += 1) {
      const pauseMs = backoffMs(repeat, FIRST_PAUSE_MS, LONGEST_PAUSE_MS)
      if (Date.now() + pauseMs >= endBy) throw outcome.open
      await pause(pauseMs)
      outcome = await attempt(append, endBy, endBy)
    }
    return outcome.done
  }
}

type Outcome = { readonly done: Appended } | { readonly open: Unavailable }

function silence(ms: number): Error {
  return new Unanswered(`no answer to an append within ${ms} ms`)
}
