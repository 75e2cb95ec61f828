import { type IncomingMessage, request } from 'node:http'

/** A server-sent event as a browser's EventSource would dispatch it. */
export type SentEvent = {
  /** What `Last-Event-ID` would say from now on; empty before the first. */
  readonly id: string
  readonly event: string
  readonly data: string
}

export type EventSource = AsyncDisposable & {
  readonly response: IncomingMessage
  /** Ends with the stream, also where that is cut. */
  readonly events: AsyncGenerator<SentEvent>
  /** Hangs up. */
  readonly close: () => void
}

/** Resolves with the head of the answer, whatever its status. */
export async function openEventSource(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<EventSource> {
  const asked = request(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false })
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve).once('error', reject)
    asked.end()
  })
  asked.on('error', () => undefined) // told by the end of the events
  response.on('error', () => undefined)
  const close = () => void asked.destroy()
  return {
    response,
    events: eventsOf(response),
    close,
    [Symbol.asyncDispose]: async () => close(),
  }
}

async function* eventsOf(response: IncomingMessage): AsyncGenerator<SentEvent> {
  response.setEncoding('utf8')
  let id = ''
  for await (const block of blocksOf(response)) {
    const fields = fieldsOf(block)
    id = fields.get('id') ?? id
    const data = fields.get('data')
    if (data !== undefined) yield { id, event: fields.get('event') ?? 'message', data }
  }
}

async function* blocksOf(response: IncomingMessage): AsyncGenerator<string> {
  let rest = ''
  try {
    for await (const chunk of response) {
      const blocks = `${rest}${String(chunk)}`.split('\n\n')
      rest = blocks.pop() ?? ''
      yield* blocks
    }
  } catch {
    // Cut in the middle: what is not complete does not count.
  }
}

function fieldsOf(block: string): ReadonlyMap<string, string> {
  const lines = block.split('\n').filter((line) => !line.startsWith(':'))
  return new Map(
    lines.map((line) => {
      const [, name = '', value = ''] = /^([a-z]*): ?(.*)$/.exec(line) ?? []
      return [name, value]
    }),
  )
}
