import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'

export type ReceivedCall = {
  readonly id: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: z.output<typeof calledWith>
  /** Whether this secret signed it, as the scheme's own library says. */
  readonly isSignedWith: (secret: string) => boolean
}

const calledWith = z.looseObject({
  type: z.string(),
  timestamp: z.string(),
  position: z.string(),
  data: z.record(z.string(), z.unknown()),
})

export type WebhookReceiver = AsyncDisposable & {
  readonly url: string
  /** In the order in which they came. */
  readonly calls: readonly ReceivedCall[]
  /** From now on; `hang` never answers. */
  readonly answer: (how: number | 'hang') => void
}

/** A program of somebody else's that is called, on 127.0.0.1. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const calls: ReceivedCall[] = []
  let how: number | 'hang' = 200
  const server = createServer((request, response) => {
    const { headers, url: path = '' } = request
    void text(request).then((received) => {
      calls.push(callOf({ headers, path, text: received }))
      if (how !== 'hang') response.writeHead(how).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${portOf(server)}/hook`,
    calls,
    answer: (next) => {
      how = next
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function callOf(call: Pick<ReceivedCall, 'headers' | 'path' | 'text'>): ReceivedCall {
  return {
    ...call,
    id: String(call.headers['webhook-id']),
    body: calledWith.parse(JSON.parse(call.text)),
    isSignedWith: (secret) => isSigned(call, secret),
  }
}

function isSigned({ text: body, headers }: Pick<ReceivedCall, 'headers' | 'text'>, secret: string) {
  const named = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [
    name,
    String(headers[name]),
  ])
  try {
    new Webhook(secret).verify(body, Object.fromEntries(named))
    return true
  } catch {
    return false
  }
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('It does not listen')
  return address.port
}
