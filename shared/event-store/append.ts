import { backoffMs, pause } from '../kernel/pause.ts'
import { Unavailable } from '../kernel/unavailable.ts'
import { within } from '../kernel/within.ts'
import type { Connection, Lease } from './connection.ts'
import type { Append, Appended, EventStore } from './event-store.ts'
import { createSlots } from './slots.ts'
import { MOST_APPENDS_IN_FLIGHT, Unanswered } from './transport.ts'

/**
 * An append ends in one of three ways.
 *
 * answered      → done, or refused by the log: final.
 * never sent    → there was no connection for SEND_WITHIN_MS: certainly not written, `Unavailable` at once,
 *                 so that a node that is down costs a caller less than 3 s.
 * outcome open  → sent, and then cut off or out of time: the identical append (same ids, same expected
 *                 revision) is repeated, which the log tells from a new one, while SEND_WITHIN_MS last. Then
 *                 `Unavailable`, and the caller's retry must look first (`mayBeRepeat`).
 */
const SEND_WITHIN_MS = 2_500
/** The API owes its caller a 503 within 3 s, also in the moment in which the log goes away. */
const SETTLE_MS = 2_700
/** The node's own: it is to give up no earlier than we do. */
const ATTEMPT_TIMEOUT_MS = 2_500
/** A last attempt has less time than a node that is merely busy may take, and says nothing of the connection. */
const LOST_AFTER_SILENCE_MS = 1_000
/** Where nothing is written afterwards, nobody knows whether it would be taken. */
const REFUSAL_HOLDS_MS = 60_000
const FIRST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 500

export type Appender = Pick<EventStore, 'append' | 'isTakingWrites'>

export function createAppender(connection: Connection): Appender {
  const slots = createSlots(MOST_APPENDS_IN_FLIGHT)
  let refusedAt = Number.NEGATIVE_INFINITY

  const takeTurn = async (sendBy: number): Promise<Lease> => {
    for (;;) {
      const lease = await connection.lease(sendBy - Date.now())
      if (!slots.takeAtOnce()) await slots.take()
      if (!lease.isRetired && Date.now() <= sendBy) return lease
      slots.give() // the connection broke while this append waited, or its time is over
      if (Date.now() > sendBy) throw new Unavailable('event-store', TOO_MANY)
    }
  }

  const attempt = async (append: Append, sendBy: number, endBy: number): Promise<Outcome> => {
    const lease = await takeTurn(sendBy)
    const waitMs = endBy - Date.now()
    const call = connection
      .use(lease, (transport) => transport.append(append, ATTEMPT_TIMEOUT_MS))
      .finally(slots.give)
    let isOverSoon = false
    try {
      const done = await within(waitMs, call, () => {
        isOverSoon = waitMs < LOST_AFTER_SILENCE_MS
        return new Unanswered(`no answer to an append within ${waitMs} ms`)
      })
      refusedAt = Number.NEGATIVE_INFINITY
      return { done }
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      if (isFromNode(error)) refusedAt = Date.now()
      else if (!isOverSoon) connection.broken(lease, error)
      return { open: error }
    }
  }

  const append = async (append: Append): Promise<Appended> => {
    const startedAt = Date.now()
    const sendBy = startedAt + SEND_WITHIN_MS
    const endBy = startedAt + SETTLE_MS
    let outcome = await attempt(append, sendBy, endBy)
    let reason: Unavailable | undefined
    for (let repeat = 0; 'open' in outcome; repeat += 1) {
      // What the node said tells more than a silence at the end.
      if (reason === undefined || isFromNode(outcome.open)) reason = outcome.open
      const pauseMs = backoffMs(repeat, FIRST_PAUSE_MS, LONGEST_PAUSE_MS)
      if (Date.now() + pauseMs >= sendBy) throw reason
      await pause(pauseMs)
      outcome = await attempt(append, sendBy, endBy)
    }
    return outcome.done
  }

  return { append, isTakingWrites: () => Date.now() - refusedAt > REFUSAL_HOLDS_MS }
}

const TOO_MANY = `More than ${MOST_APPENDS_IN_FLIGHT} appends wait for the event store: no turn in time`

type Outcome = { readonly done: Appended } | { readonly open: Unavailable }

function isFromNode(error: Unavailable): boolean {
  return error instanceof Unanswered && error.isFromNode
}
