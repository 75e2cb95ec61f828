// The wire form of server-sent events: WHATWG HTML, section "Server-sent events".

type Frame = {
  /** What `Last-Event-ID` says when the reader comes back; without it the reader keeps the last one. */
  readonly id?: string
  readonly event: string
  /** JSON without line breaks, as `JSON.stringify` writes it. */
  readonly data: string
}

export function frame({ id, event, data }: Frame): string {
  const idLine = id === undefined ? '' : `id: ${id}\n`
  return `${idLine}event: ${event}\ndata: ${data}\n\n`
}

/** Moves the reader's `Last-Event-ID` without an event: nothing is dispatched where there is no data. */
export const movedTo = (id: string): string => `id: ${id}\n\n`

export const heartbeat = ': heartbeat\n\n'

/** How soon a reader that was cut off should come back. */
const COME_BACK_AFTER_MS = 1_000

/** The first bytes of a stream, so that its reader knows at once that it is open. */
export const opening = `retry: ${COME_BACK_AFTER_MS}\n\n`

/** Whether a request asks for a stream; `q=0` is a refusal. */
export function wantsEventStream(accept: string | undefined): boolean {
  return (accept ?? '').split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    return type === 'text/event-stream' && !parameters.some((it) => /^q=0(\.0*)?$/.test(it))
  })
}
