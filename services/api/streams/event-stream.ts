import type { ServerResponse } from 'node:http'
import { frame, heartbeat, movedTo, opening } from '#api/streams/frames.ts'

/**
 * One reader of server-sent events. Its owner sends, waits until there is room, sends on:
 *
 *   while (!stream.signal.aborted) await stream.send(framesOf(await next(stream.signal)))
 *
 * So all that a slow reader ever costs is what was sent last and the socket's own buffer.
 */
export type EventStream = {
  /** Aborts when it is over, whoever ended it. */
  readonly signal: AbortSignal
  /** Resolves when the reader has room for more; at once where it has, or where it is gone. */
  send(frames: string | Uint8Array): Promise<void>
  /** The reader has passed this id, though no event was for it; told when nothing else is to tell. */
  passed(id: string): void
  /** Tells the reader why, and closes. */
  end(reason: EndReason): void
}

type EndReason = keyof typeof endings

/** `event: end`, `data: {"reason", "message"}`, the last thing that a reader gets. */
const endings = {
  shutting_down: 'This server is going down; come back with Last-Event-ID.',
  too_slow: 'Nothing was read for too long; come back with Last-Event-ID.',
  crowded: 'Others wait for a stream, and this API key has the most; come back with Last-Event-ID.',
  not_allowed: 'The API key may not read this any more.',
  failed: 'The stream broke; come back with Last-Event-ID.',
} as const

/** Below the 30 to 60 s after which proxies hang up on a silent connection. */
const HEARTBEAT_MS = 15_000
/** A reader that takes nothing for so long is stuck; on a bad network a pause is a few seconds. */
const STUCK_MS = 20_000
/** How long the last words wait for a reader that is stuck, before the connection is cut. */
const LAST_WORDS_MS = 30_000
/** The same when the process has to end; well under the 10 s that it has. */
const LAST_WORDS_ON_SHUTDOWN_MS = 1_000

/** How the stream looks from where it was opened. */
export type TendedStream = EventStream & {
  /** To be called every second or so: heartbeats, and an end for who is stuck. */
  readonly tend: (now: number) => void
}

/**
 * @param response whose head is written; it belongs to the stream from now on
 * @param onClosed nothing of it is left
 */
export function openEventStream(response: ServerResponse, onClosed: () => void): TendedStream {
  return new OpenStream(response, onClosed)
}

class OpenStream implements TendedStream {
  readonly #response: ServerResponse
  readonly #over = new AbortController()
  #sentAt = Date.now()
  /** Since when the reader takes nothing, `null` while it has room. */
  #fullSince: number | null = null
  #passedId: string | null = null
  #wake = (): void => undefined
  #cut: NodeJS.Timeout | undefined

  constructor(response: ServerResponse, onClosed: () => void) {
    this.#response = response
    response.on('drain', () => {
      this.#fullSince = null
      this.#wake()
    })
    response.on('error', () => this.#finish()) // the connection broke; a reader comes back by itself
    response.on('close', () => {
      clearTimeout(this.#cut)
      this.#finish()
      onClosed()
    })
    this.#write(opening)
  }

  get signal(): AbortSignal {
    return this.#over.signal
  }

  send(frames: string | Uint8Array): Promise<void> {
    if (this.signal.aborted) return Promise.resolve()
    this.#passedId = null
    this.#write(frames)
    if (this.#fullSince === null) return Promise.resolve()
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  passed(id: string): void {
    this.#passedId = id
  }

  end(reason: EndReason): void {
    const isHurried = reason === 'shutting_down'
    if (this.signal.aborted && !isHurried) return
    if (!this.signal.aborted) this.#response.end(lastFrame(reason))
    this.#finish()
    clearTimeout(this.#cut)
    const waitMs = isHurried ? LAST_WORDS_ON_SHUTDOWN_MS : LAST_WORDS_MS
    this.#cut = setTimeout(() => this.#response.destroy(), waitMs)
  }

  tend(now: number): void {
    if (this.signal.aborted) return
    if (this.#fullSince !== null) {
      if (now - this.#fullSince >= STUCK_MS) this.end('too_slow')
    } else if (now - this.#sentAt >= HEARTBEAT_MS) {
      this.#write(this.#passedId === null ? heartbeat : movedTo(this.#passedId))
      this.#passedId = null
    }
  }

  #write(frames: string | Uint8Array): void {
    this.#sentAt = Date.now()
    if (!this.#response.write(frames)) this.#fullSince ??= this.#sentAt
  }

  #finish(): void {
    this.#over.abort()
    this.#wake()
  }
}

function lastFrame(reason: EndReason): string {
  return frame({ event: 'end', data: JSON.stringify({ reason, message: endings[reason] }) })
}
