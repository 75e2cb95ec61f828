import { createServer, type Server } from 'node:http'
import { SERVER_VERSION } from './server-features.ts'

type Answer = { readonly status: number; readonly body?: unknown }
type Endpoint = { readonly host: string; readonly port: number }

const ANSWERS = new Map<string, (endpoint: Endpoint) => Answer>([
  ['GET /ping', () => ok({ msgTypeId: 0, text: 'Ping request successfully handled' })],
  ['GET /health/live', () => ({ status: 204 })],
  ['GET /info', () => ok({ esVersion: SERVER_VERSION, state: 'leader' })],
  ['GET /gossip', ({ host, port }) => ok({ members: [aloneAndLeading(host, port)] })],
])

const NOT_FOUND: Answer = { status: 404 }

const ok = (body: object): Answer => ({ status: 200, body })

const aloneAndLeading = (host: string, port: number) => ({
  state: 'Leader',
  isAlive: true,
  timeStamp: new Date().toISOString(),
  httpEndPointIp: host,
  httpEndPointPort: port,
})

/** The little that clients and container health checks ask for over HTTP/1. */
export function createHttpSide(endpoint: () => Endpoint): Server {
  return createServer((request, response) => {
    request.resume()
    const answer = ANSWERS.get(`${request.method} ${request.url}`)
    const { status, body } = answer?.(endpoint()) ?? NOT_FOUND
    const text = body === undefined ? '' : JSON.stringify(body)
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    response.end(text)
  })
}
