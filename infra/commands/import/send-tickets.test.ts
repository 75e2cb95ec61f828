import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { z } from 'zod'
import { WrongUse } from '#commands/command.ts'
import { openDelivery } from './open-delivery.ts'
import { sendTickets } from './send-tickets.ts'

type Seen = {
  readonly key: string
  readonly at: number
  readonly minPosition: string | undefined
  readonly ids: readonly string[]
}
type Answer = { readonly status: number; readonly headers?: Record<string, string> }

let server: Server
afterEach(() => server.close())

/** A desk that gives these answers in turn, and then takes everything. `status` 0 hangs up. */
async function deskAnswering(answers: readonly Answer[]) {
  const seen: Seen[] = []
  const waiting = [...answers]
  const tickets = z.object({ tickets: z.array(z.object({ external_id: z.string() })) })
  const read = async (request: IncomingMessage) => tickets.parse(JSON.parse(await text(request)))
  server = createServer((request, response) => {
    void read(request).then((sent) => {
      seen.push({
        key: String(request.headers['idempotency-key']),
        at: performance.now(),
        minPosition: request.headers['x-min-position']?.toString(),
        ids: sent.tickets.map(({ external_id }) => external_id),
      })
      const { status = 200, headers = {} } = waiting.shift() ?? {}
      if (status === 0) return request.socket.destroy()
      const data = sent.tickets.map((one) => ({ ...one, id: 1, result: 'created', errors: {} }))
      return response.writeHead(status, headers).end(JSON.stringify({ data }))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = z.object({ port: z.number() }).parse(server.address())
  const desk = { url: `http://127.0.0.1:${address.port}/api/v1`, apiKey: 'k' }
  return { desk, seen }
}

const signal = new AbortController().signal
const tickets = [{ external_id: 'a' }, { external_id: 'b' }]

it('a call that does not come through is sent again with its key, as late as Retry-After says', async () => {
  const retryAfter = { 'retry-after': '1' }
  const { desk, seen } = await deskAnswering([
    { status: 429, headers: retryAfter },
    { status: 0 },
    { status: 503 },
    { status: 409, headers: retryAfter },
  ])
  const reasons: string[] = []
  const triedFor: number[] = []
  const onRetry = (reason: string, triedMs: number) => {
    reasons.push(reason)
    triedFor.push(triedMs)
  }
  const { results, position } = await sendTickets({ ...desk, onRetry }, tickets, signal)
  expect(position).toBeNull()
  expect(results.map(({ external_id }) => external_id)).toEqual(['a', 'b'])
  expect(new Set(seen.map(({ key }) => key)).size).toBe(1)
  expect(seen).toHaveLength(5)
  expect(reasons).toEqual([
    expect.stringContaining('answers 429'),
    expect.stringContaining('does not answer'),
    expect.stringContaining('answers 503'),
    expect.stringContaining('answers 409'),
  ])
  expect(triedFor).toEqual(triedFor.toSorted((a, b) => a - b))
  expect(triedFor.at(-1)).toBeGreaterThanOrEqual(990)
  const [first, second] = seen
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990)
})

it.each([401, 403, 404])('a key or address that is wrong (%i) is told at once', async (status) => {
  const { desk, seen } = await deskAnswering([{ status }])
  await expect(sendTickets(desk, tickets, signal)).rejects.toBeInstanceOf(WrongUse)
  expect(seen).toHaveLength(1)
})

it('what is refused otherwise is not tried again', async () => {
  const { desk, seen } = await deskAnswering([{ status: 422 }])
  await expect(sendTickets(desk, tickets, signal)).rejects.toThrow('422')
  expect(seen).toHaveLength(1)
})

it('what was delivered is waited for by its newest position, which costs one ticket more', async () => {
  const at = (position: string) => ({ status: 200, headers: { 'x-position': position } })
  const { desk, seen } = await deskAnswering([at('90'), at('1200'), at('700'), { status: 503 }])
  const { deliver, settle } = openDelivery(desk, signal)
  for (const external_id of ['a', 'b', 'c']) await deliver([{ external_id }, { external_id: 'd' }])
  await settle()
  expect(seen.slice(3)).toMatchObject([
    { minPosition: '1200', ids: ['b'] },
    { minPosition: '1200', ids: ['b'] },
  ])
})

it('where nothing was delivered nothing is waited for', async () => {
  const { desk, seen } = await deskAnswering([])
  await openDelivery(desk, signal).settle()
  expect(seen).toEqual([])
})
