import { randomUUID } from 'node:crypto'
import { backoffMs, pause } from '@deskhive/shared/kernel/pause.ts'
import { z } from 'zod'
import { WrongUse } from '#commands/command.ts'
import type { DeskApi } from './config.ts'
import type { OutgoingTicket } from './source.ts'

const answer = z.object({
  data: z.array(
    z.object({
      external_id: z.string().nullable(),
      id: z.number().nullable(),
      result: z.enum(['created', 'unchanged', 'invalid']),
      errors: z.record(z.string(), z.array(z.string())),
    }),
  ),
})
export type TicketResult = z.output<typeof answer>['data'][number]

/** What became of each, and up to where the log has to be read to see it; `null` where nothing is in it. */
export type Sent = { readonly results: readonly TicketResult[]; readonly position: bigint | null }

export type Call = DeskApi & {
  /** Answered only when lists and reports have all up to there. */
  readonly minPosition?: bigint
  /** Gets why a call has to be sent again, and for how long it was tried by then. */
  readonly onRetry?: (reason: string, triedMs: number) => void
}

/** Longer than a desk takes to come back, and than the window of its rate limit. */
const PATIENCE_MS = 300_000
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000
/** Longer than any bounded wait of the API. */
const TRY_TIMEOUT_MS = 60_000

/**
 * One call. No answer, 429, 503 and an attempt that still runs are tried again with the same Idempotency-Key, as
 * late as `Retry-After` says, so that what had come through is answered and not done twice.
 * @throws WrongUse where the desk refuses the key, Error where its patience is over
 */
export async function sendTickets(
  { url, apiKey, minPosition, onRetry }: Call,
  tickets: readonly OutgoingTicket[],
  signal: AbortSignal,
): Promise<Sent> {
  const request = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-api-key': apiKey,
      'idempotency-key': randomUUID(),
      // The tickets are in the log; when lists show them is of no interest before the last.
      prefer: 'respond-async',
      ...(minPosition !== undefined && { 'x-min-position': String(minPosition) }),
    },
    body: JSON.stringify({ tickets }),
  }
  const startedAt = performance.now()
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await attemptCall(`${url}/internal/imports/tickets`, request, signal)
    if ('results' in outcome) return outcome
    const pauseMs = Math.max(outcome.waitMs, backoffMs(attempt, FIRST_PAUSE_MS, LONGEST_PAUSE_MS))
    const triedMs = performance.now() - startedAt
    if (triedMs + pauseMs > PATIENCE_MS) throw new Error(outcome.reason)
    onRetry?.(outcome.reason, triedMs)
    await pause(pauseMs, signal)
    signal.throwIfAborted()
  }
}

type Outcome = Sent | { readonly reason: string; readonly waitMs: number }

async function attemptCall(
  url: string,
  request: RequestInit,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      ...request,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TRY_TIMEOUT_MS)]),
    })
    const text = await response.text()
    if (response.status === 200) return sentOf(response, text)
    return refusal(response, text)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof TypeError) && !(error instanceof DOMException)) throw error
    const { message } = error.cause instanceof Error ? error.cause : error
    return { reason: `${url} does not answer: ${message}`, waitMs: 0 }
  }
}

function sentOf({ headers }: Response, text: string): Sent {
  const position = headers.get('x-position')
  return {
    results: answer.parse(JSON.parse(text)).data,
    position: position === null ? null : BigInt(position),
  }
}

function refusal({ status, headers }: Response, text: string): Outcome {
  const reason = `The desk answers ${status}: ${text.slice(0, 500)}`
  const retryAfter = headers.get('retry-after')
  if (status === 429 || status === 503 || (status === 409 && retryAfter !== null)) {
    return { reason, waitMs: Number(retryAfter ?? 0) * 1_000 }
  }
  if (status === 401 || status === 403 || status === 404) throw new WrongUse(reason)
  throw new Error(reason)
}
