import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { until } from '@deskhive/shared/testing/until.ts'
import { beforeAll, expect, test } from 'vitest'
import { firstKey } from '../services/api/testing/start-test-desk.ts'
import { useTestDesk } from '../services/api/testing/use-test-desk.ts'
import { createDeskClient, type DeskClient } from './desk-client.ts'
import {
  Conflict,
  DeskUnavailable,
  InvalidFields,
  InvalidKey,
  NoAnswer,
  NotFound,
  TooManyRequests,
} from './errors.ts'
import { everyEvent, everyItem } from './pages.ts'

const desk = useTestDesk()
let url: string
let client: DeskClient
beforeAll(async () => {
  url = await desk.app.listen({ host: '127.0.0.1', port: 0 })
  client = createDeskClient({ url, apiKey: firstKey })
})

const ticket = async () => {
  const email = `${crypto.randomUUID()}@customer.test`
  const { data } = await client.createCustomer({ body: { name: 'Bo', email } })
  return { customer_id: data.data.id, title: 'It does not print', content: 'Since Monday.' }
}

test('a ticket is created, read and changed, with what the answer tells beside its body', async () => {
  const created = await client.createTicket({ body: await ticket() })
  expect(created.response.status).toBe(201)
  const path = { id: created.data.data.id }
  const { data, response } = await client.getTicket({ path })
  expect(data.data).toEqual(created.data.data)

  const headers = { 'If-Match': String(response.headers.get('etag')) }
  const changed = await client.updateTicket({ path, headers, body: { priority: 'high' } })
  expect(changed.data.data.priority).toBe('high')
  const late = client.updateTicket({ path, headers, body: { priority: 'low' } })
  await expect(late).rejects.toThrow(Conflict)
})

test('each kind of refusal has its class, which tells all that the desk told', async () => {
  const wrong = client.createLabel({ body: { name: '', color: 'red' } })
  await expect(wrong).rejects.toThrow(InvalidFields)
  await expect(wrong).rejects.toMatchObject({
    status: 422,
    message: 'The name field is required.',
    errors: { name: ['The name field is required.'], color: [expect.any(String)] },
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    retryAfter: null,
  })
  await expect(client.getTicket({ path: { id: 999_999 } })).rejects.toThrow(NotFound)
  const stranger = createDeskClient({ url, apiKey: 'nobody' })
  await expect(stranger.listTickets()).rejects.toThrow(InvalidKey)
})

type Fault = 'lost' | 'passes' | { readonly status: number }

/** Forwards to the desk, and does to each answer what `fault` says. */
async function startFaultyWay(fault: (tries: number) => Fault) {
  const keys: string[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    keys.push(String(request.headers['idempotency-key']))
    const forwarded = await forward(request)
    const outcome = fault(keys.length)
    if (outcome === 'lost') return response.destroy()
    const type = { 'content-type': 'application/json' }
    if (outcome === 'passes') {
      const replayed = forwarded.headers.get('idempotent-replayed')
      response.writeHead(forwarded.status, { ...type, 'idempotent-replayed': String(replayed) })
      return response.end(await forwarded.text())
    }
    response.writeHead(outcome.status, { ...type, 'retry-after': '1' })
    return response.end('{"message": "Come back"}')
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${parsePort(server.address())}`,
    keys,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function forward(request: IncomingMessage): Promise<Response> {
  const { method = 'GET', headers } = request
  const sent = new Headers({ 'x-api-key': String(headers['x-api-key']) })
  for (const name of ['content-type', 'idempotency-key']) {
    if (headers[name] !== undefined) sent.set(name, String(headers[name]))
  }
  const body = method === 'GET' ? null : await text(request)
  return fetch(url + request.url, { method, headers: sent, body })
}

function parsePort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('Not listening on TCP')
  return address.port
}

test('a write whose answers are lost is sent again under one key, and is done once', async () => {
  await using way = await startFaultyWay((tries) => (tries < 4 ? 'lost' : 'passes'))
  const far = createDeskClient({ url: way.url, apiKey: firstKey, firstPauseMs: 10 })
  const body = await ticket()
  const { data, response } = await far.createTicket({ body })
  expect(way.keys).toHaveLength(4)
  expect(new Set(way.keys).size).toBe(1)
  expect(response.headers.get('idempotent-replayed')).toBe('true')

  const { customer_id } = body
  const { data: found } = await client.listTickets({ query: { customer_id } })
  expect(found.data.map(({ id }) => id)).toEqual([data.data.id])
})

test('two writes have a key each, and a key that is given is kept', async () => {
  await using way = await startFaultyWay(() => 'passes')
  const far = createDeskClient({ url: way.url, apiKey: firstKey })
  const body = await ticket()
  await far.createTicket({ body })
  await far.createTicket({ body })
  await far.createTicket({ body, headers: { 'Idempotency-Key': 'mine' } })
  expect(new Set(way.keys).size).toBe(3)
  expect(way.keys[2]).toBe('mine')
})

test.each([429, 502, 503, 504])('%i is waited out as Retry-After asks', async (status) => {
  await using way = await startFaultyWay((tries) => (tries === 1 ? { status } : 'passes'))
  const far = createDeskClient({ url: way.url, apiKey: firstKey, firstPauseMs: 1 })
  const started = performance.now()
  await far.listTickets()
  expect(performance.now() - started).toBeGreaterThan(990)
  expect(way.keys).toHaveLength(2)
})

test('who has no patience left is told the last outcome', async () => {
  await using busy = await startFaultyWay(() => ({ status: 429 }))
  const hasty = { apiKey: firstKey, patienceMs: 0 }
  const refused = createDeskClient({ url: busy.url, ...hasty }).listTickets()
  await expect(refused).rejects.toThrow(TooManyRequests)
  await expect(refused).rejects.toMatchObject({ retryAfter: 1, message: 'Come back' })
  await using down = await startFaultyWay(() => ({ status: 503 }))
  const unavailable = createDeskClient({ url: down.url, ...hasty }).listTickets()
  await expect(unavailable).rejects.toThrow(DeskUnavailable)
  const nobody = createDeskClient({ url: 'http://127.0.0.1:1', ...hasty }).listTickets()
  await expect(nobody).rejects.toThrow(NoAnswer)
})

test('who aborts is heard at once, also between two tries', async () => {
  await using way = await startFaultyWay(() => ({ status: 503 }))
  const far = createDeskClient({ url: way.url, apiKey: firstKey })
  const stop = new AbortController()
  const asked = far.listTickets({ signal: stop.signal })
  await until(() => expect(way.keys.length).toBe(1))
  const aborted = performance.now()
  stop.abort(new Error('no longer wanted'))
  await expect(asked).rejects.toThrow('no longer wanted')
  expect(performance.now() - aborted).toBeLessThan(500)
  expect(way.keys).toHaveLength(1)
})

test('a list of several pages is gone through as one', async () => {
  const made: string[] = []
  for (let index = 0; index < 7; index += 1) {
    const { data } = await client.createProduct({ body: { name: `Product ${index}` } })
    made.push(data.data.name)
  }
  const found: string[] = []
  const inThrees = (page: { page: number }) =>
    client.listProducts({ query: { page: page.page, per_page: 3 } })
  for await (const { name } of everyItem(inThrees)) found.push(name)
  expect(found).toEqual(made)
})

test('the event feed is gone through once, and followed until it is stopped', async () => {
  const whole: string[] = []
  for await (const { position } of everyEvent(client)) whole.push(position)
  expect(whole.length).toBeGreaterThan(10)
  expect(new Set(whole).size).toBe(whole.length)

  const stop = new AbortController()
  const options = { follow: true, signal: stop.signal, types: 'LabelCreated' }
  const after = whole.at(-1)
  const following = async () => {
    for await (const event of everyEvent(client, { ...options, ...(after && { after }) })) {
      stop.abort(new Error('seen enough'))
      return event
    }
    return null
  }
  const heard = following()
  await client.createLabel({ body: { name: 'followed', color: '#123456' } })
  expect(await heard).toMatchObject({ type: 'LabelCreated', data: { name: 'followed' } })
})
